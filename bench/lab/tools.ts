import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Taken } from "./processor";
import type { Workspace } from "./workspace";

/** What is measured, by its name in the report. */
export const measures = {
  up: "pulumi up",
  upSkippingPreview: "pulumi up --skip-preview",
  helmInstall: "helm install --wait",
  kubectlApply: "kubectl apply, rollout status",
  preview: "pulumi preview, no changes",
  emptyPreview: "pulumi preview of an empty program",
  kubectlDiff: "kubectl diff, no changes",
  update: "pulumi up, one annotation",
  updateSkippingPreview: "pulumi up --skip-preview, one annotation",
  helmUpgrade: "helm upgrade --wait, one annotation",
  kubectlUpdate: "kubectl apply, one annotation",
  destroy: "pulumi destroy",
  helmUninstall: "helm uninstall --wait",
  kubectlDelete: "kubectl delete",
} as const;

export type MeasureId = keyof typeof measures;

/** Does one thing, and says what it took. */
export type Measure = (id: MeasureId, work: () => Promise<Taken>) => Promise<void>;

/** Deploys the application, changes it and removes it. */
export type Tool = (workspace: Workspace, measure: Measure) => Promise<void>;

/** Of a pulumi command on the workspace's stack. */
export const onStack = ["--non-interactive", "--stack", "k8s"];
const unattended = ["--yes", ...onStack];
const skipping = [...unattended, "--skip-preview"];

function annotate(workspace: Workspace, value: string): void {
  workspace.configure({ serviceAnnotations: { "example.com/release": value } });
}

function unchanged(workspace: Workspace): Promise<Taken> {
  return workspace.taken("pulumi", "preview", ...onStack, "--expect-no-changes");
}

async function beginPulumi(workspace: Workspace): Promise<void> {
  await workspace.run("kubectl", "create", "namespace", workspace.namespace);
  await workspace.run("pulumi", "stack", "init", "k8s");
}

/** As most users do: with the preview before each operation. */
const pulumi: Tool = async (workspace, measure) => {
  await beginPulumi(workspace);
  await measure("up", () => workspace.taken("pulumi", "up", ...unattended));
  await measure("preview", () => unchanged(workspace));
  annotate(workspace, "2");
  await measure("update", () => workspace.taken("pulumi", "up", ...unattended));
  annotate(workspace, "3");
  await measure("updateSkippingPreview", () => workspace.taken("pulumi", "up", ...skipping));
  await measure("destroy", () => workspace.taken("pulumi", "destroy", ...unattended));
};

/** As a pipeline does. */
const pulumiSkippingPreview: Tool = async (workspace, measure) => {
  await beginPulumi(workspace);
  await measure("upSkippingPreview", () => workspace.taken("pulumi", "up", ...skipping));
  await workspace.run("pulumi", "destroy", ...skipping);
};

/** What Pulumi takes in any case. */
const emptyProgram: Tool = async (workspace, measure) => {
  const folder = join(workspace.folder, "empty");
  mkdirSync(folder);
  symlinkSync("../node_modules", join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "name": "empty" }\n');
  writeFileSync(join(folder, "index.js"), 'require("@pulumi/pulumi");\n');
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: empty\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
  );
  const inFolder = ["--cwd", folder];
  await workspace.run("pulumi", "stack", "init", "empty", ...inFolder);
  await measure("emptyPreview", () =>
    workspace.taken("pulumi", "preview", "--non-interactive", "--stack", "empty", ...inFolder),
  );
};

/** @param program where Helm is */
const helm =
  (program: string): Tool =>
  async (workspace, measure) => {
    const { namespace } = workspace;
    await workspace.run("kubectl", "create", "namespace", namespace);
    await workspace.render();
    const taken = (...args: string[]) =>
      workspace.taken(program, ...args, "--wait", "--namespace", namespace);
    await measure("helmInstall", () => taken("install", "hello", "chart"));
    annotate(workspace, "2");
    await workspace.render();
    await measure("helmUpgrade", () => taken("upgrade", "hello", "chart"));
    // As Pulumi's, it waits for the pods too.
    await measure("helmUninstall", () => taken("uninstall", "hello", "--cascade", "foreground"));
  };

const manifests = "--filename=manifests.yaml";

const kubectlApply: Tool = async (workspace, measure) => {
  const { namespace } = workspace;
  await workspace.run("kubectl", "create", "namespace", namespace);
  await workspace.render();
  const inNamespace = `--namespace=${namespace}`;
  await measure("kubectlApply", () =>
    workspace.taken(
      ...(["bash", "-ec"] as const),
      `kubectl apply ${inNamespace} ${manifests}\nkubectl rollout status statefulset/hello ${inNamespace}`,
    ),
  );
};

const kubectl: Tool = async (workspace, measure) => {
  await kubectlApply(workspace, measure);
  const inNamespace = `--namespace=${workspace.namespace}`;
  await measure("kubectlDiff", () => workspace.taken("kubectl", "diff", inNamespace, manifests));
  annotate(workspace, "2");
  await workspace.render();
  await measure("kubectlUpdate", () => workspace.taken("kubectl", "apply", inNamespace, manifests));
  await measure("kubectlDelete", () =>
    workspace.taken("kubectl", "delete", inNamespace, manifests, "--wait", "--cascade=foreground"),
  );
};

/** The shortest of each, for every change. */
export const briefTools: readonly Tool[] = [
  async (workspace, measure) => {
    await beginPulumi(workspace);
    await measure("upSkippingPreview", () => workspace.taken("pulumi", "up", ...skipping));
    await measure("preview", () => unchanged(workspace));
    await workspace.run("pulumi", "destroy", ...skipping);
  },
  kubectlApply,
  emptyProgram,
];

/** @param helmProgram where Helm is */
export function toolsWith(helmProgram: string): readonly Tool[] {
  return [pulumi, helm(helmProgram), pulumiSkippingPreview, kubectl, emptyProgram];
}
