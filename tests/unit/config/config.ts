import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { dialectsOf } from "../../../components/affinity/dialects";
import { readSettings, type Settings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import { run } from "../support/mocks";

interface ProjectFile {
  config: Record<string, { description: string; default: string }>;
}

/** Pulumi.yaml. */
export const project = parse(readFileSync("Pulumi.yaml", "utf8")) as ProjectFile;

/** The configuration as the engine hands it to the program: texts, and JSON for lists and maps. */
export type Config = Record<string, string | undefined>;

/** What the engine takes from Pulumi.yaml, which it does not do under mocks. */
const defaults: Config = Object.fromEntries(
  Object.entries(project.config).map(([key, declared]) => [key, declared.default]),
);

/** What each platform asks for beside the defaults. */
export const k8s: Config = {
  platform: "kubernetes",
  controller: "traefik",
  host: "hello.localhost",
};
export const openshift: Config = { platform: "openshift" };

type SettingsOf<Component extends Settings["component"]> = Extract<
  Settings,
  { component: Component }
>;

/** What the program reads of a configuration, and whether the component accepts it. */
export async function read(config: Config): Promise<SettingsOf<"StickyApp">> {
  const settings = await readEither(config);
  assert.ok(settings.component === "StickyApp");
  return settings;
}

/** The same of an application that is there already. */
export async function readExisting(config: Config): Promise<SettingsOf<"StickyExposure">> {
  const settings = await readEither(config);
  assert.ok(settings.component === "StickyExposure");
  return settings;
}

async function readEither(config: Config): Promise<Settings> {
  const values = Object.entries({ ...defaults, ...config }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { result } = await run(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(values.map(([key, value]) => [`sticky-session:${key}`, value])),
    );
    const settings = readSettings();
    createApp(settings);
    return settings;
  });
  return result;
}

/** The message for a configuration, which has to be one that Pulumi shows without a stack trace. */
export async function refusal(config: Config): Promise<string> {
  try {
    await readEither(config);
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, error.message);
    return error.message;
  }
  return assert.fail("the configuration was accepted");
}

/** As the messages list them. */
export const controllers = dialectsOf("kubernetes")
  .map(({ id }) => id)
  .join(", ");

/** The first line of the message. */
export const heading = (count: string) =>
  `The configuration of stack test has ${count}; nothing was changed.\n\n`;

/** A configuration, and all of the message below its heading. */
export type Case = [title: string, config: Config, message: string];

/** A test of each message, which names every problem with the key, the value, what is allowed and the command. */
export function refuses(cases: readonly Case[]): void {
  for (const [title, config, message] of cases) {
    it(title, async () => {
      const count = message.split("\n\n").length;
      const problems = count === 1 ? "1 problem" : `${count} problems`;
      assert.equal(await refusal(config), heading(problems) + message);
    });
  }
}

/** Runs the tests as if the keys had been set with `--secret`. */
export function withSecrets(...keys: string[]): void {
  const secretKeys = process.env.PULUMI_CONFIG_SECRET_KEYS;
  before(() => {
    process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(
      keys.map((key) => `sticky-session:${key}`),
    );
  });
  after(() => {
    if (secretKeys === undefined) {
      delete process.env.PULUMI_CONFIG_SECRET_KEYS;
    } else {
      process.env.PULUMI_CONFIG_SECRET_KEYS = secretKeys;
    }
  });
}
