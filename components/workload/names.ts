/** The name of the container that the image runs in. */
export const applicationContainer = "application";

/** What the names of the volumes of writable folders begin with. */
export const writableVolume = "writable-";
