import { annotationsOf, listAt, textAt, valueAt } from "../../components/affinity/objects";
import { dialects } from "../../components/affinity/dialects";
import { portOf } from "../../manifests/objectIndex";
import { namespaceOf, nameOf, type Sourced } from "../../manifests/sourced";
import { addressOf, called, type Subject } from "../model/subject";
import { containersOf } from "../model/workload";
import { onSubjects, type Rule } from "./rule";

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

export const externalName: Rule = {
  id: "external-name",
  severity: "error",
  about,
  title: "Affinity to a Service that is another name, without pods",
  meaning: "Whatever has that name decides where a request goes: the cookie is one for all of it.",
  why: "Of a Service of the type ExternalName a controller sees one server, the name's, and no pods to choose from.",
  sources: [
    "kubernetes/ingress-nginx: internal/ingress/controller/endpointslices.go, ServiceTypeExternalName",
    "traefik/traefik: pkg/provider/kubernetes/ingress/kubernetes.go, ServiceTypeExternalName",
  ],
  check: onSubjects(({ service, affinity }) => {
    const name = service && textAt(service.object, "spec", "externalName");
    return affinity && service && textAt(service.object, "spec", "type") === "ExternalName"
      ? {
          at: service,
          field: ["spec", "externalName"],
          says: `The ${called(service)} is another name for ${name ?? "nothing"}, and has no pods of its own.`,
          fix: { advice: "Lead to a Service that selects the pods, in their namespace." },
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

export const selectsNothing: Rule = {
  id: "selects-no-pods",
  severity: "error",
  about,
  title: "A selector that matches no pod",
  meaning: "The site answers with an error.",
  why: "A Service has the pods whose labels its selector names, all of them.",
  sources: ["Kubernetes: Service, “selector”"],
  check: onSubjects((subject, { index, live }) => {
    const { service, workloads } = subject;
    const selector = Object.entries(
      (valueAt(service?.object, "spec", "selector") ?? {}) as Record<string, unknown>,
    );
    if (service === undefined || workloads.length > 0 || selector.length === 0) {
      return undefined;
    }
    const others = ["Deployment", "StatefulSet", "DaemonSet", "Pod"].some((kind) =>
      index.all(kind).some((one) => namespaceOf(one) === namespaceOf(service)),
    );
    return live || others
      ? {
          at: service,
          field: ["spec", "selector"],
          says: `The selector of the ${called(service)}, ${selector.map(([label, value]) => `${label}=${String(value)}`).join(",")}, matches the pods of no workload.`,
          fix: {
            advice: "Compare it with the labels of the pods: kubectl get pods --show-labels.",
          },
          ...(!live && { severity: "warning" as const }),
        }
      : undefined;
  }),
};

export const portUndeclared: Rule = {
  id: "port-undeclared",
  severity: "warning",
  about,
  title: "A port of the pods that no container has",
  meaning: "If nothing listens there, the site answers with an error.",
  why: "A targetPort by name has to be a container's; one by number is taken as it is, and is a slip of the pen where the containers name other ports.",
  sources: ["Kubernetes: Service, “targetPort”"],
  check: onSubjects((subject) => {
    const { service, backend, workloads } = subject;
    const port = service && portOf(service.object, backend.port ?? onlyPortOf(service));
    const wanted = valueAt(port, "targetPort") ?? valueAt(port, "port");
    const [first] = workloads;
    if (service === undefined || port === undefined || first === undefined) {
      return undefined;
    }
    const ports = containersOf(first).flatMap(({ container }) => listAt(container, "ports"));
    const isThere = ports.some(
      (one) => valueAt(one, "containerPort") === wanted || textAt(one, "name") === wanted,
    );
    return isThere || (ports.length === 0 && typeof wanted !== "string")
      ? undefined
      : {
          at: service,
          field: ["spec", "ports"],
          says: `The ${called(service)} leads to port ${String(wanted)} of the pods of the ${called(first.sourced)}, whose containers have ${ports.map((one) => String(textAt(one, "name") ?? valueAt(one, "containerPort"))).join(", ") || "none"}.`,
          fix: { advice: "Make targetPort a port that a container listens on." },
          ...(typeof wanted === "string" && { severity: "error" as const }),
        };
  }),
};

function onlyPortOf({ object }: Sourced): number | string {
  const port = valueAt(object, "spec", "ports", 0, "port");
  return typeof port === "number" ? port : "";
}

export const notReadyAddresses: Rule = {
  id: "not-ready-addresses",
  severity: "warning",
  about,
  title: "publishNotReadyAddresses on a Service that clients are sent to",
  meaning: "Users are sent to pods that are starting or ending, and get errors.",
  why: "The Service's pods all count as ready then, so that no controller can leave one in time.",
  sources: ["Kubernetes: Service, publishNotReadyAddresses"],
  check: onSubjects(({ service }) =>
    service && valueAt(service.object, "spec", "publishNotReadyAddresses") === true
      ? {
          at: service,
          field: ["spec", "publishNotReadyAddresses"],
          says: `The ${called(service)} has publishNotReadyAddresses: true.`,
          fix: {
            patch: {
              on: service,
              type: "merge",
              content: { spec: { publishNotReadyAddresses: false } },
            },
          },
        }
      : undefined,
  ),
};

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

export const podsNotReady: Rule = {
  id: "pods-not-ready",
  severity: "error",
  about,
  title: "Pods that are not ready",
  meaning: "Their users are moved to other pods, and the others have to serve them all.",
  why: "A controller leaves a pod that is not ready.",
  sources: ["Kubernetes: Pod lifecycle, Pod readiness"],
  needs: "cluster",
  check: function* ({ index, subjects, live }) {
    const seen = new Set<Sourced>();
    for (const subject of live ? subjects : []) {
      for (const at of index.podsOf(subject.service)) {
        const ready = listAt(at.object, "status", "conditions").find(
          (condition) => textAt(condition, "type") === "Ready",
        );
        const phase = textAt(at.object, "status", "phase");
        const isOver = phase === "Succeeded" || phase === "Failed";
        if (!seen.has(at) && !isOver && textAt(ready, "status") === "False") {
          seen.add(at);
          yield {
            at,
            says: `The ${called(at)} of the ${serviceName(subject)} is not ready${reasonOf(ready)}.`,
            fix: { advice: "kubectl describe pod says why." },
            subject,
          };
        }
      }
    }
  },
};

function serviceName({ service, backend }: Subject): string {
  return service ? called(service) : `Service ${backend.name}`;
}

function reasonOf(condition: unknown): string {
  const reason = textAt(condition, "reason");
  return reason === undefined ? "" : `: ${reason}`;
}
