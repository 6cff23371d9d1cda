import type { SessionCookie } from "./affinity";
import type { Application } from "./application";
import type { Exposure } from "./exposure";
import type { NativeObjects, AnnotatedObject, PlainObject } from "./objects";
import type { OwnKind } from "./ownKinds";
import type { Platform } from "./platform";
import type { NativeSettings, Setting } from "./setting";
import type { Versions } from "./versions";

/** What a controller is known to do, and so what a live system may be held to; `false` is no promise, not a no. */
export interface Promises {
  /**
   * `strong`: the cookie names one pod. `hash`: it is a key for consistent hashing, so that a change
   * in the set of pods moves a part of the clients.
   */
  readonly affinity: "strong" | "hash";
  /** More pods move no client that has a cookie. */
  readonly survivesScaleUp: boolean;
  /** A client whose pod is gone gets a new cookie for the pod that answers instead. */
  readonly reissuesAfterPodLoss: boolean;
  /** A terminating pod that still serves keeps the clients that hold its cookie. */
  readonly keepsTerminatingPods: boolean;
}

/**
 * How it is known that a dialect is right: `live` by the end-to-end tests against the running controller,
 * `source` by reading the controller's code, `documentation` by reading its documents.
 */
export const verifications = ["live", "source", "documentation"] as const;
export type Verification = (typeof verifications)[number];

/** The objects that have the native settings: how they are written and read. */
export interface Target {
  /** The object whose annotations the native settings are. @default - objects of the controller's own, or labels */
  readonly on?: AnnotatedObject;
  /**
   * Whether its setting is one of the Service as a whole, for whoever else uses it too, without being written on
   * it. @default false
   */
  readonly bindsService?: boolean;
  /** The annotations that turn affinity off. @default - it is off unless asked for */
  readonly off?: NativeSettings;
  /** The kinds of the controller's own that it writes, beside what has the host. @default - none */
  readonly ownKinds?: readonly OwnKind[];
  /** The object and the key on it, for the documentation. */
  readonly object: string;
  readonly key: string;
  /** Writes the native settings; without any, what turns affinity off. */
  readonly write: (native: NativeSettings | undefined, application: Application) => NativeObjects;
  /** The native settings of live objects; `undefined` where affinity is off. */
  readonly read: (objects: readonly PlainObject[]) => NativeSettings | undefined;
}

/** What decides which settings there have to be. */
export type Exposed = Pick<Application, "exposure" | "tlsSecretNames">;

/** How an application is exposed, as far as the dialects of several controllers share it. */
export interface ExposedBy {
  /** The object that has the host, with its article: "an Ingress". */
  readonly object: string;
  /** What makes it: a component of the program, or the objects of the dialect alone. */
  readonly createdBy: "ingress" | "route" | "objects";
  /** Where an Ingress names its class. @default "spec" */
  readonly classBy?: "spec" | "annotation";
  /** The settings, beside host, path and TLS, that it has: property paths of `StickyAppArgs`. */
  readonly supportedSettings: readonly string[];
  /** Those of them that it cannot be without. @default - none */
  readonly requires?: (application: Exposed) => readonly string[];
  /** Annotations that are not of the affinity, which the user's own go before. @default - none */
  readonly annotations?: (application: Application) => Readonly<Record<string, unknown>>;
  /** The kinds of the controller's own that have the host. @default - none */
  readonly ownKinds?: readonly OwnKind[];
  /** The exposure that live objects have; `undefined` where the object is not among them. */
  readonly read: (objects: readonly PlainObject[]) => Exposure | undefined;
}

/** How late a proxy may act on a change of the pods, by its controller's own settings. */
export interface PodUpdates {
  /** In seconds. */
  readonly seconds: number;
  /** The controller's setting and its default, for messages; the file that has it is in `source`. */
  readonly setting: string;
  readonly source: string;
}

/** What a controller accepts of the paths that an Ingress or a route may have. */
export interface PathRule {
  readonly pattern: RegExp;
  /** Why it accepts no other: a sentence without a full stop. */
  readonly refused: string;
  /** A phrase that reads after "allowed:". */
  readonly allowed: string;
}

/** How one controller is told about cookie affinity. A new controller is one file with one of these. */
export interface Dialect {
  /** The name by which a stack's configuration chooses it. */
  readonly id: string;
  /** The controller's name in messages. */
  readonly title: string;
  readonly platform: Platform;
  /**
   * The `spec.controller` of the IngressClasses that it serves, also with a `/` and more behind it; none
   * where it does not use such classes.
   */
  readonly ingressControllers: readonly string[];
  /** The `spec.controllerName` of its GatewayClasses. @default - it is none of the Gateway API, or any */
  readonly gatewayControllers?: readonly string[];
  /** The class that its installation usually makes. */
  readonly usualIngressClass?: string;
  /** The namespace that its installation usually makes for its proxy; none where that differs from one to the next. */
  readonly usualNamespace?: string;
  readonly exposedBy: ExposedBy;
  readonly target: Target;
  /**
   * Every annotation and label that its controller reads as part of the affinity, or that some other setting
   * writes, with the property of the setting that says it. No one else may set them.
   */
  readonly ownKeys: Readonly<Record<string, string>>;
  readonly promises: Promises;
  /** @default - not documented */
  readonly podUpdates?: PodUpdates;
  /**
   * Whether it keeps clients on a pod that is not ready as well, so that nothing but the end of the drain gate
   * moves them in time. @default false
   */
  readonly keepsUnreadyPods?: boolean;
  readonly verified: Verification;
  /** The release, and the day, of the last end-to-end test with the running controller. @default - it never was */
  readonly seenLive?: { readonly version: string; readonly date: string };
  /** @default - any release that there is */
  readonly versions?: Versions;
  /** Where the facts come from: documents, or files of the controller's repository. */
  readonly sources: readonly string[];
  /** The dialect of the same controller, set up otherwise, that an IngressClass cannot be told apart by. @default - none */
  readonly variantOf?: string;
  /** The command that installs the kinds of the controller's own. @default - it has none, or the platform brings them */
  readonly install?: string;
  /** What the installation has to have and cannot be read from the cluster, each a sentence. @default - nothing */
  readonly prerequisites?: readonly string[];
  /** What works but has a caveat, each a sentence. @default - nothing */
  readonly caveats?: readonly string[];
  /**
   * Whether the cookie's value is the pod's address, which clients can read, and choose a pod by. @default false
   */
  readonly cookieTellsAddress?: boolean;
  /**
   * What has it take whole segments of a path only, where by itself it serves `/apples` for the path `/app` too: a
   * setting of the installation. @default - it takes whole segments
   */
  readonly wholeSegmentsBy?: string;
  /** The paths that it serves. @default - all that there are */
  readonly paths?: PathRule;
  /**
   * Whether a cookie names a pod, and so the same one at each of its ports. For most it names an address with its
   * port, or they hash it for each backend by itself.
   * @default false
   */
  readonly knowsPodsAtEveryPort?: boolean;
  /** Why it serves no wildcard hosts such as `*.example.com`: a sentence without a full stop. @default - it does */
  readonly noWildcardHosts?: string;
  /** What some applications need of the installation, each a sentence. @default - nothing */
  readonly needsOf?: (application: Application) => readonly string[];
  /**
   * Why it keeps nobody's session over plain http, which then is refused while affinity is on: a sentence without a
   * full stop. @default - it does
   */
  readonly noPlainHttp?: string;
  /** Where TLS may end for the controller to see the cookie. */
  readonly terminations: readonly Exposure["tls"][];
  /**
   * One answer for every setting of the cookie. The type is total, so a setting that is added to
   * `SessionCookie` does not compile until each dialect translates or refuses it.
   */
  readonly cookie: {
    readonly [Name in keyof SessionCookie]-?: Setting<Required<SessionCookie>[Name]>;
  };
}

/** A controller that has no cookie affinity, so that it can be named and refused with the alternatives. */
export interface WithoutAffinity {
  readonly id: string;
  readonly title: string;
  /** As in `Dialect`. */
  readonly ingressControllers: readonly string[];
  /** Why there is none: a sentence without a full stop. */
  readonly reason: string;
  /** What to use instead: a phrase that reads after "allowed:". */
  readonly alternatives: string;
  /** The dialect to use instead. */
  readonly instead: string;
  readonly sources: readonly string[];
}

/** The id of a controller, the same for all the ways that it can be set up in. */
export function familyOf({ id, variantOf = id }: Pick<Dialect, "id" | "variantOf">): string {
  return variantOf;
}

/** Whether an IngressClass's `spec.controller` is one of a controller's. */
export function serves(
  { ingressControllers }: Pick<Dialect, "ingressControllers">,
  controller: string,
): boolean {
  return ingressControllers.some((own) => controller === own || controller.startsWith(`${own}/`));
}
