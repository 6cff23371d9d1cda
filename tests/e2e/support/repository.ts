import { join } from "node:path";

/** The folder of the project under test. */
export const repository = join(__dirname, "../../..");
