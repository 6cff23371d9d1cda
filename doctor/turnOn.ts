import { isHttpsOnly } from "../components/affinity/exposure";
import { annotationsOf, type PlainObject, valueAt } from "../components/affinity/objects";
import { translate } from "../components/affinity/translate";
import { nameOf } from "../manifests/sourced";
import { annotate, type Fix, setField } from "./fix";
import { exposureOf } from "./model/exposures/servedPath";
import type { Subject } from "./model/subject";

/** What turns the affinity of a path on, in full, as this project's component would; `undefined` where it knows no way. */
export function turnOn(subject: Subject): Fix | undefined {
  const { dialect, exposure, service, backend, controller } = subject;
  if (dialect === undefined) {
    const alternatives = controller?.without?.alternatives;
    return alternatives === undefined ? undefined : { advice: `Use ${alternatives}.` };
  }
  if (exposure.object.kind === "IngressRoute") {
    const field = subject.backend.field.slice(0, -1);
    const secure = isHttpsOnly(exposureOf(subject));
    return service && field[1] === "routes"
      ? {
          patch: setField(exposure, [...field, "sticky"], {
            cookie: { name: backend.name, httpOnly: true, secure },
          }),
        }
      : undefined;
  }
  const { path } = exposureOf(subject);
  const translated = translate(
    dialect,
    { cookie: {} },
    {
      name: backend.name,
      serviceName: backend.name,
      servicePort: backend.port,
      exposure: { ...exposureOf(subject), path },
    },
  );
  if (!("translation" in translated)) {
    return undefined;
  }
  const { native } = translated.translation;
  const [annotated] = (
    [
      ["service", service],
      ["ingress", exposure],
      ["route", exposure],
    ] as const
  ).flatMap(([name, on]) => {
    const texts = annotationsOf({ apiVersion: "", kind: "", metadata: native[name] ?? {} });
    return on === undefined || Object.keys(texts).length === 0 ? [] : [annotate(on, texts)];
  });
  // What exposes the application is there already.
  const added = (native.objects ?? [])
    .filter(({ kind }) => !exposing.includes(kind))
    .map((object) => inNamespace(object, backend.namespace));
  const patch = annotated ?? ownPatch(subject, native.objects ?? []);
  return patch === undefined && added.length === 0
    ? undefined
    : { ...(patch && { patch }), ...(added.length > 0 && { objects: added }) };
}

const exposing = ["HTTPRoute", "HTTPProxy", "Gateway", "VirtualService"];

/** The change of an object of the controller's own that has the host and the affinity both. */
function ownPatch({ exposure, field }: Subject, objects: readonly PlainObject[]): Fix["patch"] {
  const made = objects.find(({ kind }) => kind === exposure.object.kind);
  const at = field.slice(0, 3);
  if (made?.kind === "HTTPProxy") {
    return setField(exposure, [...at, "loadBalancerPolicy"], { strategy: "Cookie" });
  }
  const value = valueAt(made, "spec", "rules", 0, "sessionPersistence");
  return made?.kind === "HTTPRoute" && value !== undefined
    ? setField(exposure, [...at, "sessionPersistence"], value)
    : undefined;
}

function inNamespace(object: PlainObject, namespace: string): PlainObject {
  return namespace === "" ? object : { ...object, metadata: { ...object.metadata, namespace } };
}

/** For a sentence: the Service that a path leads to. */
export function serviceCalled({ service, backend }: Subject): string {
  return `Service ${service ? nameOf(service) : backend.name}`;
}
