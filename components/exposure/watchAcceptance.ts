import * as pulumi from "@pulumi/pulumi";
import { listAt, type PlainObject, valueAt } from "../affinity/objects";
import { type Acceptance, type Accepted, statusOf } from "../affinity/ownKinds";
import { printable } from "../args/describe";
import { retried } from "../cluster/retried";
import type { ArgsSource } from "../resolve/report";
import { withoutStack } from "../withoutStack";

/** How the acceptance of one object is watched. */
export interface AcceptanceWatch {
  /** As the cluster has it now. */
  readonly object: () => Promise<PlainObject>;
  readonly acceptance: Acceptance;
  /** `HTTPProxy hello`, and where kubectl finds it. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The controller, in messages. */
  readonly title: string;
  readonly source: ArgsSource;
  /** Tells what it is waited for. */
  readonly progress: (message: string) => void;
  /** How often the cluster is asked, in milliseconds. @default 1000 */
  readonly interval?: number;
  /** How long nobody may have taken it, in milliseconds. @default 120000 */
  readonly patience?: number;
  /** How long a refusal has to last: a controller may see the Service or the Secret a moment later. In milliseconds. @default 10000 */
  readonly settle?: number;
}

/**
 * Waits until a controller serves the object.
 *
 * @throws pulumi.RunError with the controller's own reason where it refuses it, and with what to look at where none
 *   has taken it
 */
export async function watchAcceptance({
  interval = 1000,
  patience = 120_000,
  settle = 10_000,
  ...watch
}: AcceptanceWatch): Promise<void> {
  const since = Date.now();
  let refusedSince: number | undefined;
  let told = "";
  for (;;) {
    const accepted = acceptedNow(await retried(watch.object), watch.acceptance);
    if (accepted.state === "accepted") {
      return;
    }
    const message = waitingFor(watch, accepted);
    if (message !== told) {
      told = message;
      watch.progress(message);
    }
    refusedSince = accepted.state === "refused" ? (refusedSince ?? Date.now()) : undefined;
    const late = Date.now() - (refusedSince ?? since);
    if (late >= (refusedSince === undefined ? patience : settle)) {
      throw withoutStack(new pulumi.RunError(failure(watch, accepted)));
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/** What is said of an earlier version of the object says nothing of this one. */
export function acceptedNow(object: PlainObject, { read }: Acceptance): Accepted {
  const status = statusOf(object);
  const generation = valueAt(object, "metadata", "generation");
  const owners = [status, ...listAt(status, "parents"), ...listAt(status, "ancestors")];
  const seen = owners
    .flatMap((owner) => listAt(owner, "conditions"))
    .map((condition) => valueAt(condition, "observedGeneration"))
    .filter((value) => typeof value === "number");
  return typeof generation === "number" && seen.length > 0 && Math.max(...seen) < generation
    ? { state: "pending", because: "its controller has not seen the change" }
    : read(status);
}

type Undecided = Exclude<Accepted, { state: "accepted" }>;

function waitingFor({ kind, name, title }: AcceptanceWatch, accepted: Undecided): string {
  const because = accepted.because === undefined ? "" : `: ${accepted.because}`;
  return accepted.state === "refused"
    ? `${title} refuses the ${kind} ${name}${because}`
    : `no controller has taken the ${kind} ${name}${because}`;
}

function failure(watch: AcceptanceWatch, accepted: Undecided): string {
  const { kind, name, namespace, title, source } = watch;
  const { nameOf, prefix = "", commandFor } = source;
  const setting = "awaitObjects";
  const off = commandFor({ setting, allowed: "true, false", example: "false" });
  const sentence = waitingFor(watch, accepted);
  return [
    `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`,
    ...(accepted.state === "refused"
      ? []
      : [
          `  problem:  ${title} does not run, or serves another class or Gateway than the one that the ${kind} names`,
        ]),
    `  fix:      kubectl describe ${kind.toLowerCase()} ${name} --namespace ${namespace}   # correct what its status says`,
    `  or:       ${prefix}${nameOf(setting)}: false does not wait for it${off === undefined ? "" : `: ${off}`}`,
  ]
    .map(printable)
    .join("\n");
}
