import { listAt, textAt, valueAt } from "../affinity/objects";
import { applicationContainer, writableVolume } from "../workload/names";

/** Why a pod cannot start, for certain. */
export interface PodFailure {
  /** A sentence without a full stop. */
  readonly reason: string;
  /** What Kubernetes said. */
  readonly seen: string;
  /** The setting that fixes it. @default - none does */
  readonly setting?: string;
  /** What to set it to, or to do, in words. */
  readonly advice: string;
  /** The value for the command that fixes it. @default - a placeholder */
  readonly example?: string;
  /** The command that fixes it, or leads there. @default - the one that sets the setting */
  readonly fix?: string;
}

/** What is known of a pod. */
export interface SeenPod {
  readonly pod: unknown;
  readonly events: () => Promise<readonly unknown[]>;
  /** The end of what a container wrote before its last restart. */
  readonly lastLog: (container: string) => Promise<string>;
  /** The current time, in milliseconds. */
  readonly now: number;
}

/** What may still come: an image from a registry that is out for a moment, a Secret that somebody else is making. */
const patience = { pull: 120_000, reference: 30_000 };

/** Why a pod cannot start; `undefined` where it may still. What waits for a node, a volume or a database may. */
export async function podFailure(seen: SeenPod): Promise<PodFailure | undefined> {
  const { pod } = seen;
  const statuses = [
    ...listAt(pod, "status", "initContainerStatuses"),
    ...listAt(pod, "status", "containerStatuses"),
  ].filter((status) => valueAt(status, "ready") !== true);
  for (const status of statuses) {
    const found = waitingFailure(status, seen) ?? (await endedFailure(status, seen));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function waitingFailure(status: unknown, { pod, now }: SeenPod): PodFailure | undefined {
  const reason = textAt(status, "state", "waiting", "reason") ?? "";
  const message = textAt(status, "state", "waiting", "message") ?? "";
  const image = textAt(status, "image") ?? "";
  const age = now - Date.parse(textAt(pod, "metadata", "creationTimestamp") ?? "");
  const seen = `${reason}: ${message}`;
  if (reason === "ErrImageNeverPull") {
    return {
      reason: `the node does not have the image ${image}, and may not pull it`,
      seen,
      ...(textAt(status, "name") === applicationContainer && { setting: "imagePullPolicy" }),
      advice: "IfNotPresent, or an image that every node has",
      example: "IfNotPresent",
    };
  }
  if (["ErrImagePull", "ImagePullBackOff", "InvalidImageName"].includes(reason)) {
    const isRefused =
      /not found|manifest unknown|unauthorized|denied|authentication|authorization|forbidden|couldn't parse/i;
    return isRefused.test(message) || age > patience.pull
      ? pullFailure(pod, status, { image, seen })
      : undefined;
  }
  if (!/^CreateContainer(Config)?Error$/.test(reason)) {
    return undefined;
  }
  if (/runAsNonRoot|non-numeric user|run as root/i.test(message)) {
    return {
      reason: `the image ${image} runs as root or as a user without a number, and the pods run as no root user`,
      seen,
      setting: "runAsUser",
      advice: "the number of the image's user (id -u in the image tells it)",
    };
  }
  const missing =
    /(secret|configmap) "([^"]*)" not found|couldn't find key (\S+) in (Secret|ConfigMap) (\S+)/i;
  const [, kind = "", name, , keyKind, keyName] = missing.exec(message) ?? [];
  const wanted = name ?? keyName?.split("/").at(-1);
  return wanted === undefined || age < patience.reference
    ? undefined
    : {
        reason: `the pod refers to a ${kind || (keyKind ?? "")} that is not there, or to a key that it does not have`,
        seen,
        advice: "make it, or correct environment, environmentFrom or mounts",
        // A name from the cluster goes into no command unless it is one.
        ...(/^[a-z0-9.-]+$/.test(wanted) && {
          fix: `kubectl describe ${(kind || (keyKind ?? "")).toLowerCase()} ${wanted}`,
        }),
      };
}

function pullFailure(
  pod: unknown,
  status: unknown,
  { image, seen }: { image: string; seen: string },
): PodFailure {
  const names = listAt(pod, "spec", "imagePullSecrets").flatMap(
    (entry) => textAt(entry, "name") ?? [],
  );
  const isPrivate = /unauthorized|denied|authentication|authorization|forbidden/i.test(seen);
  const isOwn = textAt(status, "name") === applicationContainer;
  return {
    reason: `the image ${image} cannot be pulled`,
    seen,
    ...(isPrivate
      ? {
          setting: "imagePullSecrets",
          example: '["<name of a Secret>"]',
          // Names that are there are not replaced; whether they are the right ones is for the cluster to say.
          ...(names.length > 0 && { fix: `kubectl get secret ${names.join(" ")}` }),
        }
      : isOwn && { setting: "image" }),
    advice: isPrivate
      ? names.length === 0
        ? "the names of Secrets of the namespace that the registry lets in; a Secret of the ServiceAccount default is not used"
        : `Secrets of the namespace that the registry lets in; it has ${names.join(", ")} now`
      : "an image that the nodes can reach",
  };
}

async function endedFailure(
  status: unknown,
  { pod, events, lastLog }: SeenPod,
): Promise<PodFailure | undefined> {
  const name = textAt(status, "name") ?? "";
  const restarts = valueAt(status, "restartCount");
  const ended =
    valueAt(status, "lastState", "terminated") ?? valueAt(status, "state", "terminated");
  // Once may be chance, such as a node that was short of memory.
  if (ended === undefined || typeof restarts !== "number" || restarts < 1) {
    return undefined;
  }
  const reason = textAt(ended, "reason") ?? "";
  const seen = `${reason}: container ${name} ended with exit code ${String(valueAt(ended, "exitCode"))} and was restarted ${restarts} times`;
  const isOwn = name === applicationContainer;
  if (reason === "OOMKilled") {
    return {
      reason: `the container ${name} needs more memory than it may use`,
      seen,
      ...(isOwn && { setting: "resources.limits.memory" }),
      advice: "more memory than now",
    };
  }
  const messages = (await events()).map((event) => textAt(event, "message") ?? "");
  const failed = messages.find((message) => /failed startup probe/i.test(message));
  if (failed !== undefined && isOwn) {
    const answer = messages.findLast((message) => message.startsWith("Startup probe failed"));
    return {
      reason: "the application did not answer its startup probe in time",
      seen: answer ?? failed,
      setting: "probePath",
      advice:
        "a path that answers with 200 to 399; startup.failureThreshold for one that takes longer to start; port where it serves",
    };
  }
  const line = (await lastLog(name))
    .split("\n")
    .find((text) => /read-only file system|EROFS/i.test(text));
  return line === undefined || !isOwn
    ? undefined
    : {
        reason: "the application writes to the file system of its image, which can only be read",
        seen: line.trim(),
        setting: "writablePaths",
        advice: "with the folder that the application writes to, or readOnlyRootFilesystem false",
        example: JSON.stringify([...writableFolders(pod), "<folder>"]),
      };
}

/** The folders that the application can write to now. */
function writableFolders(pod: unknown): string[] {
  return listAt(pod, "spec", "containers")
    .filter((container) => textAt(container, "name") === applicationContainer)
    .flatMap((container) => listAt(container, "volumeMounts"))
    .filter((mount) => textAt(mount, "name")?.startsWith(writableVolume) === true)
    .flatMap((mount) => textAt(mount, "mountPath") ?? []);
}
