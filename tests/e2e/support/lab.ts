import { join } from "node:path";
import execa from "execa";
import { repository } from "./repository";

const addons = ["haproxy-ingress", "traefik-ingress-nginx", "contour", "envoy-gateway", "istio"];

/** Runs the lab's command; resolves whatever its exit code is. */
export function lab(...args: string[]): execa.ExecaChildProcess {
  return execa(
    process.execPath,
    [
      "--require",
      join(repository, "scripts/typescript.cjs"),
      join(repository, "lab/cli.ts"),
      ...args,
    ],
    { cwd: repository, stdin: "ignore", reject: false },
  );
}

/** Runs the lab's command, which has to succeed; resolves to its stdout. */
export async function labSucceeds(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await lab(...args);
  if (exitCode !== 0) {
    throw new Error(
      `lab ${args.join(" ")} ended with exit code ${exitCode}:\n${stdout}\n${stderr}`,
    );
  }
  return stdout;
}

/** Whether the lab is up and answers. */
export async function isLabUp(): Promise<boolean> {
  return (await lab("status")).exitCode === 0;
}

/** What the lab runs. */
export interface LabForm {
  readonly platform: string;
  /** The controllers beside its own, as the option `--with` takes them. */
  readonly addons: readonly string[];
}

/** What the lab runs, and whether all of it is well; undefined when it is not up. */
export async function labForm(): Promise<(LabForm & { readonly healthy: boolean }) | undefined> {
  const { stdout } = await lab("status", "--output", "json");
  const { up, healthy, platform, services } = JSON.parse(stdout) as {
    up: boolean;
    healthy: boolean;
    platform?: string;
    services: { name: string }[];
  };
  if (!up || platform === undefined) {
    return undefined;
  }
  const names = services.map(({ name }) => name);
  return { healthy, platform, addons: addons.filter((name) => names.includes(name)) };
}

/**
 * Brings up the lab, or has the one that is up run what is wanted; resolves to what leaves it as it was found.
 */
export async function borrowLab({ platform, addons }: LabForm): Promise<() => Promise<void>> {
  const found = await labForm();
  const wanted = [...new Set([...(found?.addons ?? []), ...addons])];
  if (found?.healthy && found.platform === platform && wanted.length === found.addons.length) {
    return () => Promise.resolve();
  }
  await labSucceeds("up", ...optionsOf({ platform, addons: wanted }));
  return async () => {
    await (found ? labSucceeds("up", ...optionsOf(found)) : labSucceeds("down"));
  };
}

function optionsOf({ platform, addons }: LabForm): string[] {
  const beside = addons.length > 0 ? addons : ["none"];
  return ["--platform", platform, ...(platform === "kubernetes" ? ["--with", ...beside] : [])];
}

/** Gives this process the environment that a user gets from `eval "$(npm run -s lab -- env)"`. */
export async function useLabEnvironment(): Promise<void> {
  Object.assign(process.env, JSON.parse(await labSucceeds("env", "--output", "json")));
}
