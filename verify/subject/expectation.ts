import type { Affinity, SessionCookie } from "../../components/affinity/affinity";
import type { Application } from "../../components/affinity/application";
import type { Dialect, Promises } from "../../components/affinity/dialect";
import type { NativeSettings } from "../../components/affinity/setting";
import { hostsOf } from "../../components/affinity/exposure";
import {
  annotationsOf,
  type AnnotatedObject,
  type Metadata,
  type NativeObjects,
  type PlainObject,
} from "../../components/affinity/objects";
import { translate } from "../../components/affinity/translate";

/** What the live system is held to. What is not known is not demanded. */
export interface Expectation {
  /** The controller's dialect, where it is known which controller serves the application. */
  readonly dialect?: Dialect;
  readonly promises?: Promises;
  readonly cookieName?: string;
  /** The cookie as it was described, with every default. */
  readonly cookie?: SessionCookie;
  /** The annotations that each object has to carry. */
  readonly annotations?: Readonly<
    Partial<Record<AnnotatedObject, Readonly<Record<string, string>>>>
  >;
  /** The objects of the controller's own kinds. @default - it has none */
  readonly described?: DescribedObjects;
}

/** The objects of the controller's own kinds as the description makes them, and what it says of the Service. */
export interface DescribedObjects {
  /** The native settings; undefined where affinity is off. */
  readonly native: NativeSettings | undefined;
  readonly objects: readonly PlainObject[];
  readonly hosts: readonly string[];
}

/** What a description and the controller make one expect. */
export function expectationOf(
  dialect: Dialect,
  affinity: Affinity,
  application: Pick<Application, "name" | "exposure">,
): Expectation {
  const translated = translate(dialect, affinity, { servicePort: 80, ...application });
  const known = { dialect, promises: dialect.promises };
  if (!("translation" in translated)) {
    const { cookie } = affinity;
    return { ...known, ...(cookie.name !== undefined && { cookieName: cookie.name }), cookie };
  }
  const { cookie = {}, native: carried } = translated.translation;
  const annotations = (["service", "ingress", "route"] as const)
    .map((object) => [object, textsOf(carried[object])] as const)
    .filter(([, texts]) => Object.keys(texts).length > 0);
  return {
    ...known,
    ...(cookie.name !== undefined && { cookieName: cookie.name }),
    cookie,
    annotations: Object.fromEntries(annotations),
    ...(dialect.target.on === undefined && {
      described: describedBy(dialect, translated.translation.native, application),
    }),
  };
}

function describedBy(
  { target }: Dialect,
  { objects = [], service: metadata = {} }: NativeObjects,
  { name, exposure }: Pick<Application, "name" | "exposure">,
): DescribedObjects {
  const service = { apiVersion: "v1", kind: "Service", metadata: { name, ...metadata } };
  return { native: target.read([service, ...objects]), objects, hosts: hostsOf(exposure) };
}

function textsOf(metadata: Metadata = {}): Record<string, string> {
  return annotationsOf({ apiVersion: "", kind: "", metadata });
}
