import { annotationsOf } from "../../components/affinity/objects";
import { familyOf, type Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import { attachingOf, markersOf } from "../../components/affinity/markers";
import { refusedValues } from "../../components/affinity/takenValues";
import type { Sourced } from "../../manifests/sourced";
import { annotate } from "../fix";
import { called, type Subject } from "../model/subject";
import { turnOn } from "../turnOn";
import { type Found, onSubjects, type Rule } from "./rule";

const markers: ReadonlyMap<Dialect, readonly string[]> = new Map(
  dialects.map((dialect) => [dialect, markersOf(dialect)]),
);

const attaching: ReadonlyMap<Dialect, readonly string[]> = new Map(
  dialects.map((dialect) => [dialect, attachingOf(dialect)]),
);

/** The objects whose annotations controllers read: what has the host, and the Service. */
export function annotatedOf({ exposure, service }: Subject): Sourced[] {
  return [exposure, ...(service ? [service] : [])];
}

/** The kind of object that a dialect reads annotations of, as Kubernetes writes it; OpenShift copies an Ingress's. */
function readsAnnotationsOf(
  { target: { on } }: Dialect,
  { exposure }: Subject,
): string | undefined {
  const isOfIngress = on === "route" && exposure.object.kind === "Ingress";
  return on === undefined
    ? undefined
    : { service: "Service", ingress: "Ingress", route: isOfIngress ? "Ingress" : "Route" }[on];
}

function annotationAt(key: string): string[] {
  return ["metadata", "annotations", key];
}

export const otherController: Rule = {
  id: "other-controller",
  severity: "error",
  about: "affinity",
  title: "Annotations of another controller",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "A controller reads its own annotations and ignores all others silently.",
  sources: ["docs/controllers.md: what each controller reads"],
  check: onSubjects((subject) => {
    const { controller, affinity, otherwise } = subject;
    if (
      !controller ||
      affinity ||
      otherwise !== undefined ||
      controller.knownBy === "annotations"
    ) {
      return undefined;
    }
    const own = controller.dialects.flatMap((dialect) => markers.get(dialect) ?? []);
    const readsService = controller.dialects.map(familyOf);
    return annotatedOf(subject).flatMap((at): Found[] => {
      const annotations = annotationsOf(at.object);
      for (const [other, keys] of markers) {
        const key = keys.find((candidate) => candidate in annotations && !own.includes(candidate));
        if (key === undefined || readsService.includes(familyOf(other))) {
          continue;
        }
        const fix = turnOn(subject);
        return [
          {
            at,
            field: annotationAt(key),
            says: `The ${called(at)} has the annotation ${key}, a setting of ${other.title}, and ${controller.title} serves it and ignores it.`,
            ...(fix && { fix }),
          },
        ];
      }
      return [];
    });
  }),
};

export const wrongObject: Rule = {
  id: "wrong-object",
  severity: "error",
  about: "affinity",
  title: "The right annotation on an object that the controller does not read it from",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "Traefik, HAProxy Technologies, Kong and GKE read affinity from the Service, ingress-nginx, haproxy-ingress and most others from the Ingress; elsewhere it is ignored silently.",
  sources: [
    "traefik/traefik: docs/content/reference/routing-configuration/kubernetes/ingress.md, “On Service”",
    "haproxytech/kubernetes-ingress: documentation/annotations.md",
    "kubernetes/ingress-nginx: internal/ingress/annotations/sessionaffinity/main.go",
  ],
  check: onSubjects((subject) => {
    const { controller, affinity } = subject;
    if (!controller || affinity) {
      return undefined;
    }
    return annotatedOf(subject).flatMap((at): Found[] => {
      const annotations = annotationsOf(at.object);
      for (const dialect of controller.dialects) {
        const attached = attaching.get(dialect) ?? [];
        const kind = attached.length > 0 ? "Service" : readsAnnotationsOf(dialect, subject);
        const key = [...(markers.get(dialect) ?? []), ...attached].find(
          (candidate) => candidate in annotations,
        );
        if (key !== undefined && kind !== undefined && kind !== at.object.kind) {
          const fix = turnOn({ ...subject, dialect });
          return [
            {
              at,
              field: annotationAt(key),
              says: `The ${called(at)} has the annotation ${key}, which ${dialect.title} reads from the ${kind} alone.`,
              ...(fix && { fix }),
            },
          ];
        }
      }
      return [];
    });
  }),
};

export const valueDropped: Rule = {
  id: "value-dropped",
  severity: "error",
  about: "affinity",
  title: "A value that the controller drops or replaces",
  meaning:
    "The controller goes on as if the setting were not there, and says so at most in its log.",
  why: "Each controller has a check of its own for each annotation; what does not pass is dropped, and nothing of it is seen in the object.",
  sources: [
    "kubernetes/ingress-nginx: internal/ingress/annotations/sessionaffinity/main.go, parser/validators.go",
    "traefik/traefik: pkg/provider/kubernetes/ingress/annotations.go",
    "openshift/router: images/router/haproxy/conf/haproxy-config.template",
  ],
  check: onSubjects((subject) => {
    const { controller } = subject;
    const families = [...new Set(controller?.dialects.slice(0, 1).map(familyOf))];
    const [dialect] = controller?.dialects ?? [];
    return annotatedOf(subject).flatMap((at) =>
      at.object.kind === (dialect && readsAnnotationsOf(dialect, subject))
        ? families.flatMap((family) =>
            refusedValues(family, annotationsOf(at.object)).map(
              ({ key, value, allowed, otherwise }): Found => ({
                at,
                field: annotationAt(key),
                says: `The ${called(at)} has ${key}: ${JSON.stringify(value)}, and ${dialect?.title ?? ""} takes ${allowed}: it ${otherwise}.`,
                fix: { advice: `Correct the value: ${allowed}.` },
              }),
            ),
          )
        : [],
    );
  }),
};

export const annotationNotText: Rule = {
  id: "annotation-not-text",
  severity: "error",
  about: "affinity",
  title: "An annotation whose value is no text",
  meaning:
    "The object is refused when it is applied, so that what is served is an older one, or none.",
  why: "Annotations are texts, and YAML makes true, 3600 and null something else unless they are quoted.",
  sources: ["kubernetes/apimachinery: pkg/apis/meta/v1/types.go, ObjectMeta.Annotations"],
  check: onSubjects((subject) =>
    annotatedOf(subject).flatMap((at) =>
      Object.entries(at.object.metadata.annotations ?? {})
        .filter(([, value]) => typeof value !== "string")
        .map(([key, value]): Found => ({
          at,
          field: annotationAt(key),
          says: `The ${called(at)} has the annotation ${key} with ${value === null ? "no value" : `the ${typeof value} ${JSON.stringify(value)}`} in place of a text.`,
          fix: {
            patch: annotate(at, {
              [key]: value === null || typeof value === "object" ? null : JSON.stringify(value),
            }),
            advice: "Quote it in the manifest.",
          },
        })),
    ),
  ),
};
