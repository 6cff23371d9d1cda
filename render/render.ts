import execa from "execa";
import * as pulumi from "@pulumi/pulumi";
import { safeText } from "../cli/terminal/safeText";
import { createApp } from "../components/createApp";
import { ConfigSource } from "../components/config/configSource";
import { readSettings } from "../components/config/readSettings";
import { reportProblems } from "../components/resolve/report";
import { type Manifests, manifestsOf } from "./manifestsOf";
import type { Stack } from "./readStack";
import { type Registrations, register } from "./register";
import { CommandError } from "../cli/commandError";
import { configOf, type StackConfig } from "./stackFile";
import { needed, standIn } from "./standIn";

/** The stack's objects, and what the program said. */
export interface Rendered extends Manifests {
  readonly log: readonly string[];
}

/**
 * Everything that `pulumi up` makes of the stack, by the same program.
 *
 * @throws CommandError with everything that is wrong with its configuration, as `pulumi up` says it
 */
export async function render(stack: Stack): Promise<Rendered> {
  if (stack.file.environment !== undefined) {
    throw new CommandError(
      `Pulumi.${stack.name}.yaml imports environments of Pulumi ESC, which only Pulumi can read.\n` +
        "  allowed:  the stack's own configuration, with secrets in Secrets of the cluster",
      1,
    );
  }
  const config = configOf(stack.project, stack.file, standIn);
  const { objects, log } = await run(stack, config);
  const manifests = manifestsOf(objects, config.values["kubernetes:namespace"]);
  const plain = JSON.stringify(manifests.objects);
  for (const place of config.secrets) {
    // The program refuses it with a better message wherever it knows that a value is no secret in what it makes.
    if (plain.includes(place.digest)) {
      throw new CommandError(
        `${place.key} is a secret and would stand in plain text in a manifest.`,
        1,
      );
    }
  }
  return { ...manifests, log };
}

/**
 * The Secrets with their values, which `pulumi` decrypts, under the names that {@link render} gives them.
 *
 * @throws CommandError as {@link render} does, and where `pulumi` fails
 */
export async function renderSecrets(
  stack: Stack,
  { secrets }: Manifests,
  signal: AbortSignal,
): Promise<Manifests["secrets"]> {
  const config = configOf(stack.project, stack.file, standIn);
  const keys = new Set(config.secrets.map(({ key }) => key));
  const decrypted = keys.size === 0 ? {} : await decryptedConfig(stack, signal);
  const values = Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [
      key,
      keys.has(key) ? (decrypted[key]?.value ?? value) : value,
    ]),
  );
  const { objects } = await run(stack, { values, secrets: config.secrets });
  const known = manifestsOf(objects, values["kubernetes:namespace"]).secrets;
  return known.map((secret, index) => ({
    ...secret,
    metadata: { ...secret.metadata, ...secrets[index]?.metadata },
  }));
}

async function run(stack: Stack, { values, secrets }: StackConfig): Promise<Registrations> {
  const surroundings = {
    project: stack.project.name,
    stack: stack.name,
    // As with the provider's own setting of the name: the cluster is not known yet, and not asked.
    config: { ...values, "kubernetes:renderYamlToDirectory": "manifests" },
    secretKeys: [...new Set(secrets.map(({ key }) => key))],
  };
  try {
    return await register(() => {
      const problems = secrets.flatMap((place) => needed(place) ?? []);
      if (problems.length > 0) {
        const source = new ConfigSource(new pulumi.Config(), [], new Map());
        throw new CommandError(reportProblems(problems, source), 1);
      }
      createApp(readSettings());
    }, surroundings);
  } catch (error) {
    throw pulumi.RunError.isInstance(error) ? new CommandError(error.message, 1) : error;
  }
}

async function decryptedConfig(
  { name, folder }: Stack,
  signal: AbortSignal,
): Promise<Record<string, { value?: string }>> {
  const args = ["config", "--show-secrets", "--json", "--stack", name, "--non-interactive"];
  const child = execa("pulumi", args, { cwd: folder, stdin: "ignore", reject: false });
  const cancel = (): void => void child.kill();
  signal.addEventListener("abort", cancel);
  const { failed, stdout, stderr, exitCode } = await child.finally(() => {
    signal.removeEventListener("abort", cancel);
  });
  signal.throwIfAborted();
  if (!failed) {
    return JSON.parse(stdout) as Record<string, { value?: string }>;
  }
  throw new CommandError(
    (exitCode as number | undefined) === undefined
      ? "`pulumi` cannot be started, and only it can decrypt the secrets of the stack: is it on the PATH?"
      : `\`pulumi ${args.slice(0, 3).join(" ")} --stack ${name}\` failed with exit code ${exitCode}: ${safeText(stderr.trim())}`,
    3,
  );
}
