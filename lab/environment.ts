import { folders } from "./state/folders";
import { runningProcess } from "./process/process";
import { stateFiles } from "./state/stateFiles";

/** What to set so that kubectl and pulumi work on the lab, and touch nothing of the user's. */
export interface LabEnvironment {
  /** Folders for the front of PATH. */
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** @throws when the lab is not up */
export function labEnvironment(): LabEnvironment {
  if (!runningProcess("kube-apiserver")) {
    throw new Error("The lab is not up. Bring it up: npm run lab -- up");
  }
  return {
    path: [stateFiles.bin],
    variables: {
      KUBECONFIG: folders.kubeconfig,
      PULUMI_HOME: folders.pulumiHome,
      PULUMI_BACKEND_URL: `file://${folders.pulumiBackend}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: folders.passphraseFile,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  };
}

/** Lines for a POSIX shell: `eval "$(npm run -s lab -- env)"`. */
export function exportLines({ path, variables }: LabEnvironment): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  // The shell's own PATH, not that of npm, goes behind.
  lines.push(`export PATH=${path.map(quoted).join(":")}:"$PATH"`);
  return lines.join("\n");
}

/** All variables by name, PATH among them. */
export function environmentObject(
  { path, variables }: LabEnvironment,
  currentPath: string,
): Record<string, string> {
  return { ...variables, PATH: [...path, currentPath].join(":") };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
