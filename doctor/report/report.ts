import { annotationsOf } from "../../components/affinity/objects";
import { type ReadProblem, nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import { commandsFor } from "../fix";
import type { Finding } from "../finding";
import { addressOf, podsOf, type Subject } from "../model/subject";
import type { Severity } from "../rules/rule";

/** What the doctor says, for every form of it. */
export interface Report {
  /** How many objects were read. */
  readonly objects: number;
  readonly paths: readonly ReportedPath[];
  readonly findings: readonly ReportedFinding[];
  /** What could not be read. */
  readonly problems: readonly ReadProblem[];
}

/** A host and path, and how its clients are kept. */
export interface ReportedPath {
  readonly address: string;
  readonly exposedBy: ReportedObject;
  readonly service: string;
  readonly controller?: string;
  /** How the controller is known. */
  readonly knownBy?: string;
  /** `strong`: the cookie names a pod; `hash`: it is a key for hashing; `none`: nothing keeps clients; `unknown` without a controller. */
  readonly affinity: "strong" | "hash" | "none" | "unknown";
  readonly cookie?: string;
  /** The settings that do it: the object and key that the controller reads. */
  readonly by?: string;
  /** At least and at most. */
  readonly pods?: string;
}

export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly object: ReportedObject;
  readonly file?: string;
  readonly line?: number;
  readonly says: string;
  readonly meaning: string;
  readonly why: string;
  readonly sources: readonly string[];
  readonly fix?: {
    /** Commands for a shell. */
    readonly commands: readonly string[];
    /** The patch by itself: what `kubectl patch --type TYPE` takes. */
    readonly patch?: { readonly type: string; readonly content: object };
    readonly objects?: readonly object[];
    readonly advice?: string;
  };
  readonly verify?: string;
  readonly suppressed?: string;
}

/** A finding as it is reported. */
export function reported(finding: Finding, defaultNamespace: string): ReportedFinding {
  const { rule, severity, at, field, says, fix, verify, suppressed } = finding;
  const { origin } = at;
  return {
    ...{ rule: rule.id, severity, title: rule.title, object: objectOf(at) },
    ...(origin.from === "file" && {
      file: origin.file,
      line: field ? origin.lineOf(field) : origin.line,
    }),
    ...{ says, meaning: rule.meaning, why: rule.why, sources: rule.sources },
    ...(fix && {
      fix: {
        commands: commandsFor(fix, defaultNamespace),
        ...(fix.patch && { patch: { type: fix.patch.type, content: fix.patch.content } }),
        ...(fix.objects && { objects: fix.objects }),
        ...(fix.advice !== undefined && { advice: fix.advice }),
      },
    }),
    ...(verify !== undefined && { verify }),
    ...(suppressed !== undefined && { suppressed }),
  };
}

/** A path as it is reported. */
export function reportedPath(subject: Subject): ReportedPath {
  const { exposure, backend, controller, dialect, affinity, otherwise } = subject;
  const pods = podsOf(subject);
  const name = affinity?.cookie.name;
  const by = affinity ? dialect && `${dialect.target.object} ${dialect.target.key}` : otherwise;
  return {
    address: addressOf(subject),
    exposedBy: objectOf(exposure),
    service: backend.namespace === "" ? backend.name : `${backend.namespace}/${backend.name}`,
    ...(controller && {
      controller: dialect?.title ?? controller.title,
      knownBy: controller.knownBy,
    }),
    affinity: affinityOf(subject),
    ...(name !== undefined && { cookie: name }),
    ...(by !== undefined && { by }),
    ...(pods && { pods: pods.least === pods.most ? `${pods.most}` : `${pods.least}-${pods.most}` }),
  };
}

function affinityOf({
  controller,
  dialect,
  affinity,
  otherwise,
  exposure,
}: Subject): ReportedPath["affinity"] {
  if (affinity && dialect) {
    // The one controller that has both, and hashes unless it is told not to.
    return dialect.id === "ingress-nginx" &&
      annotationsOf(exposure.object)[nginxMode]?.trim() !== "persistent"
      ? "hash"
      : dialect.promises.affinity;
  }
  if (otherwise !== undefined) {
    return "hash";
  }
  return controller ? "none" : "unknown";
}

const nginxMode = "nginx.ingress.kubernetes.io/affinity-mode";

function objectOf(at: Sourced): ReportedObject {
  const { apiVersion, kind } = at.object;
  const namespace = namespaceOf(at);
  return { apiVersion, kind, ...(namespace !== "" && { namespace }), name: nameOf(at) };
}
