import { annotationsOf, listAt, textAt, valueAt } from "../../components/affinity/objects";
import { dialects } from "../../components/affinity/dialects";
import { portOf } from "../../manifests/objectIndex";
import { namespaceOf, nameOf, type Sourced } from "../../manifests/sourced";
import { addressOf, called } from "../model/subject";
import { onSubjects, type Rule } from "./rule";

// Whether a site leads to a Service, or a Service has a site that leads to it.

const about = "affinity";

export const classMissing: Rule = {
  id: "class-missing",
  severity: "error",
  about,
  title: "An IngressClass that does not exist",
  meaning: "No controller serves the site.",
  why: "A controller takes the Ingresses of its own classes alone.",
  sources: ["Kubernetes: Ingress, Ingress class"],
  needs: "cluster",
  check: function* ({ index, live }) {
    const classes = index.all("IngressClass");
    for (const at of live ? index.all("Ingress") : []) {
      const name = textAt(at.object, "spec", "ingressClassName");
      if (name !== undefined && !classes.some((one) => nameOf(one) === name)) {
        yield {
          at,
          field: ["spec", "ingressClassName"],
          says: `The ${called(at)} names the IngressClass ${JSON.stringify(name)}, which does not exist. There is: ${classes.map(nameOf).join(", ") || "none"}.`,
          fix: { advice: "Name a class that exists: kubectl get ingressclass." },
        };
      }
    }
  },
};

const classKey = "kubernetes.io/ingress.class";

export const gkeClassField: Rule = {
  id: "gke-class-field",
  severity: "error",
  about,
  title: "spec.ingressClassName for GKE's controller",
  meaning: "The site is not served by Google's load balancer at all.",
  why: "GKE's Ingress controller leaves an Ingress with spec.ingressClassName alone: its class is the annotation kubernetes.io/ingress.class.",
  sources: ["kubernetes/ingress-gce: pkg/utils/common, IsGCEIngress"],
  check: onSubjects(({ exposure }) => {
    const name = textAt(exposure.object, "spec", "ingressClassName") ?? "";
    return exposure.object.kind === "Ingress" && /^gce(-internal|-regional-external)?$/.test(name)
      ? {
          at: exposure,
          field: ["spec", "ingressClassName"],
          says: `The ${called(exposure)} has spec.ingressClassName: ${name}.`,
          fix: {
            patch: {
              on: exposure,
              type: "merge",
              content: {
                metadata: { annotations: { [classKey]: name } },
                spec: { ingressClassName: null },
              },
            },
          },
        }
      : undefined;
  }),
};

export const serviceMissing: Rule = {
  id: "service-missing",
  severity: "error",
  about,
  title: "A path that leads to no Service, or to a port that it does not have",
  meaning: "The site answers with an error.",
  why: "A backend names a Service of the namespace and one of its ports.",
  sources: ["Kubernetes: Ingress, “backend”"],
  check: onSubjects((subject, { index, live }) => {
    const { backend, exposure, service } = subject;
    if (service !== undefined) {
      const { port } = backend;
      const isExternal = textAt(service.object, "spec", "type") === "ExternalName";
      return port === undefined || isExternal || portOf(service.object, port)
        ? undefined
        : {
            at: exposure,
            field: backend.field,
            says: `${addressOf(subject)} leads to port ${port} of the ${called(service)}, which has ${portsOf(service)}.`,
            fix: { advice: "Name a port that the Service has." },
          };
    }
    // In manifests the Service may come from somewhere else, unless others of the namespace are there.
    const others = index.all("Service", "").filter((one) => namespaceOf(one) === backend.namespace);
    return live || others.length > 0
      ? {
          at: exposure,
          field: backend.field,
          says: `${addressOf(subject)} leads to the Service ${backend.name}, which is not there.`,
          fix: {
            advice: `Name a Service that exists: ${others.slice(0, 10).map(nameOf).join(", ") || "there is none"}.`,
          },
          ...(!live && { severity: "warning" as const }),
        }
      : undefined;
  }),
};

function portsOf({ object }: Sourced): string {
  const ports = listAt(object, "spec", "ports").map(
    (port) => textAt(port, "name") ?? String(valueAt(port, "port")),
  );
  return ports.join(", ") || "none";
}

export const unexposedService: Rule = {
  id: "nothing-leads-here",
  severity: "warning",
  about,
  title: "A Service with affinity that nothing leads to",
  meaning: "Nobody reaches the application by it, so that the settings do nothing.",
  why: "A controller reads a Service where an Ingress or route of its own leads to it.",
  sources: ["docs/controllers.md"],
  check: function* ({ index, subjects, live }) {
    const led = new Set(subjects.map(({ service }) => service));
    // In manifests the Ingress may come from somewhere else, unless there are some.
    if (!live && subjects.length === 0) {
      return;
    }
    const onServices = dialects.filter(({ target }) => target.on === "service");
    for (const at of index.all("Service", "")) {
      const on = onServices.find(({ target }) => target.read([at.object]) !== undefined);
      if (on !== undefined && !led.has(at)) {
        const key = Object.keys(annotationsOf(at.object)).find((one) => one in on.ownKeys);
        yield {
          at,
          ...(key !== undefined && { field: ["metadata", "annotations", key] }),
          says: `The ${called(at)} has settings of ${on.title}, and no Ingress or route leads to it.`,
          fix: { advice: "Have an Ingress lead to it, or remove the settings." },
        };
      }
    }
  },
};

export const exactPathOnOpenshift: Rule = {
  id: "exact-path-on-openshift",
  severity: "error",
  about,
  title: "pathType: Exact for OpenShift's router",
  meaning: "The path is not served.",
  why: "OpenShift makes Routes of Ingresses, and none of a path of the type Exact.",
  sources: ["openshift/route-controller-manager: pkg/route/ingress/ingress.go"],
  check: onSubjects((subject) =>
    subject.exposure.object.kind === "Ingress" &&
    subject.controller?.dialects[0]?.id === "openshift-route" &&
    subject.exact
      ? {
          at: subject.exposure,
          field: [...subject.field, "pathType"],
          says: `${addressOf(subject)} of the ${called(subject.exposure)} is of the type Exact.`,
          fix: { advice: "Use pathType: Prefix." },
        }
      : undefined,
  ),
};
