import { CoreV1Api, KubeConfig, type V1Pod } from "@kubernetes/client-node";
import execa from "execa";

/** The lab's cluster, once the environment is the lab's. */
export function kubeConfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config;
}

/** Runs kubectl, which has to succeed; resolves to its stdout. */
export async function kubectl(args: readonly string[], input?: string): Promise<string> {
  return (await execa("kubectl", args, input === undefined ? { stdin: "ignore" } : { input }))
    .stdout;
}

/** Creates a namespace that takes only pods of the `restricted` Pod Security Standard. */
export async function createRestrictedNamespace(name: string): Promise<void> {
  const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
  await kubectl(
    ["create", "--filename=-"],
    JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }),
  );
}

/** Has a namespace deleted, whose pods end while other suites go on; fine when there is none. */
export async function deleteNamespace(name: string): Promise<void> {
  await kubectl(["delete", "namespace", name, "--ignore-not-found", "--wait=false"]);
}

/** Waits until the namespaces that are being deleted are gone: nothing may hold one up. */
export async function untilNamespacesAreGone(): Promise<void> {
  const ending = ["--field-selector=status.phase=Terminating", "--output=name"];
  const names = await kubectl(["get", "namespaces", ...ending]);
  if (names !== "") {
    await kubectl(["wait", "--for=delete", "--timeout=120s", ...names.split("\n")]);
  }
}

/** The application's pods, sorted by name. */
export async function podsOf(app: string, namespace: string): Promise<V1Pod[]> {
  const { items } = await kubeConfig()
    .makeApiClient(CoreV1Api)
    .listNamespacedPod({ namespace, labelSelector: `app.kubernetes.io/name=${app}` });
  return items.sort((left, right) => nameOf(left).localeCompare(nameOf(right), "en"));
}

/** `name uid` of each of the application's pods: equal before and after when none was restarted. */
export async function podIdentities(app: string, namespace: string): Promise<string[]> {
  return (await podsOf(app, namespace)).map(({ metadata, status }) => {
    const restarts = status?.containerStatuses?.map(({ restartCount }) => restartCount).join();
    return `${metadata?.name ?? ""} ${metadata?.uid ?? ""} restarts ${restarts ?? ""}`;
  });
}

/** Every object in the namespace, as `kind/name`, but for those that Kubernetes puts there itself. */
export async function objectsIn(namespace: string): Promise<string[]> {
  const kinds = await kubectl(["api-resources", "--verbs=list", "--namespaced", "--output=name"]);
  const listed = kinds.split("\n").filter((kind) => kind !== "" && !kind.startsWith("events"));
  const objects = await kubectl([
    ...["get", listed.join(","), "--namespace", namespace],
    ...["--output=name", "--ignore-not-found"],
  ]);
  const own = ["configmap/kube-root-ca.crt", "serviceaccount/default"];
  return objects.split("\n").filter((object) => object !== "" && !own.includes(object));
}

function nameOf(pod: V1Pod): string {
  return pod.metadata?.name ?? "";
}
