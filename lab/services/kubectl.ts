import { run } from "../process/command";
import { folders } from "../state/folders";
import type { Programs } from "../programs/programs";
import type { KubernetesObject } from "./service";

/** Runs kubectl as the administrator of the lab; resolves to what it printed. */
export async function kubectl(
  { kubernetes }: Programs,
  args: readonly string[],
  objects?: readonly KubernetesObject[],
): Promise<string> {
  const all = ["kubectl", `--kubeconfig=${folders.kubeconfig}`, ...args];
  return objects
    ? run(kubernetes, [...all, "--filename=-"], {
        input: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
      })
    : run(kubernetes, all);
}

const apply = [
  "apply",
  ...["--server-side", "--force-conflicts", "--field-manager=sticky-session-lab"],
];

/** Puts objects into the cluster as they are, whatever is there. */
export async function applyObjects(
  programs: Programs,
  objects: readonly KubernetesObject[],
): Promise<void> {
  await kubectl(programs, apply, objects);
}

/** Puts the objects of a manifest into the cluster as they are; absolute path. */
export async function applyFile(programs: Programs, file: string): Promise<void> {
  await kubectl(programs, [...apply, `--filename=${file}`]);
}
