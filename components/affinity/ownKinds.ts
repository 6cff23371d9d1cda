import type { Dialect } from "./dialect";
import { listAt, type PlainObject, textAt, valueAt } from "./objects";

/** A kind of a controller's own, beside Ingress, Service and Route. */
export interface OwnKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** As the API's paths have it. */
  readonly plural: string;
  /**
   * Whether an object of the kind has a part in how a Service is served.
   *
   * @param known what is known to have one already: the Service, and objects of kinds that come before
   */
  readonly concerns: (object: PlainObject, known: readonly PlainObject[]) => boolean;
  /** @default - the controller tells nothing, or only where its installation says so */
  readonly acceptance?: Acceptance;
}

/** Where a controller says whether it has taken an object. */
export interface Acceptance {
  /** What is there once it has decided, either way: a value of the annotation `pulumi.com/waitFor`. */
  readonly decision: string;
  readonly read: (status: unknown) => Accepted;
}

/** Whether a controller serves an object. */
export type Accepted =
  | { readonly state: "accepted" }
  /** Nobody has decided; `because` is what the status says meanwhile. */
  | { readonly state: "pending"; readonly because?: string }
  /** `because` is the controller's own reason. */
  | { readonly state: "refused"; readonly because: string };

/** The kinds of a controller's own that its objects are of, those that have the host first. */
export function ownKindsOf({
  exposedBy,
  target,
}: Pick<Dialect, "exposedBy" | "target">): readonly OwnKind[] {
  return [...(exposedBy.ownKinds ?? []), ...(target.ownKinds ?? [])];
}

/** The kind of an object, where it is one of the dialect's own. */
export function ownKindOf(
  dialect: Pick<Dialect, "exposedBy" | "target">,
  { apiVersion, kind }: Pick<PlainObject, "apiVersion" | "kind">,
): OwnKind | undefined {
  return ownKindsOf(dialect).find((own) => own.apiVersion === apiVersion && own.kind === kind);
}

/** The names of a Service by which an object may mean it: with its namespace and domain too. */
export function namesService(text: string | undefined, known: readonly PlainObject[]): boolean {
  return known.some(({ kind, metadata: { name = "", namespace = "" } }) => {
    const [host, space = namespace] = text?.split(".") ?? [];
    return kind === "Service" && host === name && space === namespace;
  });
}

/** Whether a reference such as `targetRef` names a known object. */
export function namesKnown(reference: unknown, known: readonly PlainObject[]): boolean {
  return known.some(
    ({ kind, metadata }) =>
      textAt(reference, "kind") === kind && textAt(reference, "name") === metadata.name,
  );
}

/** What a list of conditions says of one type. */
export function conditionOf(
  conditions: readonly unknown[],
  type: string,
): { readonly status: string; readonly because: string } | undefined {
  const found = conditions.find((condition) => textAt(condition, "type") === type);
  const status = textAt(found, "status");
  const parts = [textAt(found, "reason"), textAt(found, "message")];
  return status === undefined
    ? undefined
    : { status, because: parts.filter((part) => part !== undefined && part !== "").join(": ") };
}

/** By the conditions that several controllers may give an object: one that has accepted it is enough. */
export function acceptedBy(status: unknown, list: string, types: readonly string[]): Accepted {
  const owners = listAt(status, list);
  const decisions = owners.map((owner) =>
    types.map((type) => conditionOf(listAt(owner, "conditions"), type)),
  );
  if (decisions.some(([first, ...rest]) => first?.status === "True" && !rest.some(isNo))) {
    return { state: "accepted" };
  }
  const refusal = decisions.flat().find(isNo);
  return refusal === undefined
    ? { state: "pending" }
    : { state: "refused", because: refusal.because || "no reason given" };
}

function isNo(condition: { readonly status: string } | undefined): boolean {
  return condition?.status === "False";
}

/** The status of an object as the API serves it. */
export function statusOf(object: PlainObject): unknown {
  return valueAt(object, "status");
}
