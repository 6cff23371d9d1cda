import { join } from "node:path";

/** The folder of Pulumi.yaml. */
export const repository = join(__dirname, "..");
