import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { readSettings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import { type Registered, run, type Serve } from "./mocks";

const root = join(__dirname, "..", "..", "..");

/** The stack files of the applications under examples/apps, by the name of the application. */
export function exampleFiles(): Record<string, string> {
  const folder = join(root, "examples", "apps");
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      readFileSync(join(folder, name, `Pulumi.${name}.yaml`), "utf8"),
    ]),
  );
}

/** A stack's file as the engine hands it to the program: texts, and JSON for all else. */
export function configOf(yaml: string): Record<string, string> {
  const { config } = parse(yaml) as { config: Record<string, unknown> };
  return textsOf(config);
}

/** What the program makes of a stack's file, with what Pulumi.yaml says of all stacks. */
export async function deployFile(
  yaml: string,
  options: { readonly serve?: Serve } = {},
): Promise<Registered[]> {
  const project = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, { default: unknown }>;
  };
  const defaults = textsOf(
    Object.fromEntries(
      Object.entries(project.config).map(([key, declared]) => [key, declared.default]),
    ),
  );
  const { registered } = await run(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(
        Object.entries({ ...defaults, ...configOf(yaml) }).map(([key, value]) => [
          `sticky-session:${key}`,
          value,
        ]),
      ),
    );
    return createApp(readSettings());
  }, options);
  return registered;
}

function textsOf(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key.replace("sticky-session:", ""),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
