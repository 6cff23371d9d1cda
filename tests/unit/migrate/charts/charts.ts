import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Manifests of ingress-nginx as charts of well-known applications have them, by the application. */
export const charts: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(__dirname)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => [file.replace(".yaml", ""), readFileSync(join(__dirname, file), "utf8")]),
);
