import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { portOf } from "../../manifests/objectIndex";
import { namespaceOf, type Sourced } from "../../manifests/sourced";
import { called, type Subject } from "../model/subject";
import { containersOf } from "../model/workload";
import { onSubjects, type Rule } from "./rule";

// Whether a Service has pods that answer.

const about = "affinity";

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
