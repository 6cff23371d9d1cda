/** Takes one line of progress for the person who waits, without a line break at its end. */
export type Report = (message: string) => void;
