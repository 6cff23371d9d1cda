import { annotationsOf, objectsOf, textAt } from "../../components/affinity/objects";
import {
  isTrue,
  passthroughSwitches,
  virtualAddressSwitches,
} from "../../components/affinity/switches";
import { annotate, removeField } from "../fix";
import { serviceOfIngressRoute } from "../model/exposures/ingressRoute";
import { addressOf, called } from "../model/subject";
import { serviceCalled, turnOn } from "../turnOn";
import { annotatedOf } from "./annotations";
import { type Found, onSubjects, type Rule } from "./rule";

const about = "affinity";

export const virtualAddress: Rule = {
  id: "virtual-address",
  severity: "error",
  about,
  title: "The controller is told to use the Service's own address",
  meaning: "The cookie names the Service and no pod: each connection may go to another pod.",
  why: "Behind the Service's address kube-proxy picks the pod, for each connection anew.",
  sources: [
    "kubernetes/ingress-nginx: docs/user-guide/nginx-configuration/annotations.md, “Service Upstream”",
    "traefik/traefik#10678",
    "nginx/kubernetes-ingress: docs, nginx.org/use-cluster-ip",
  ],
  check: onSubjects((subject) => {
    const { affinity, dialect, controller, exposure } = subject;
    if (affinity === undefined || dialect === undefined) {
      return undefined;
    }
    const ids = controller?.dialects.map(({ id }) => id) ?? [];
    const annotated = annotatedOf(subject).flatMap((at): Found[] =>
      virtualAddressSwitches
        .filter(
          ({ key, on, readBy }) =>
            on === at.object.kind &&
            isTrue.test(annotationsOf(at.object)[key] ?? "") &&
            readBy.some((id) => ids.includes(id)),
        )
        .map(({ key }) => ({
          at,
          field: ["metadata", "annotations", key],
          says: `The ${called(at)} has ${key}: "true", so that ${dialect.title} sees one server in place of the pods.`,
          fix: { patch: annotate(at, { [key]: null }) },
        })),
    );
    const own = serviceOfIngressRoute(subject);
    const native = textAt(own, "nativeLB") ?? (own as { nativeLB?: unknown } | undefined)?.nativeLB;
    const envoy = objectsOf(subject.objects, "BackendTrafficPolicy").find(
      ({ spec }) => textAt(spec, "routingType") === "Service",
    );
    return [
      ...annotated,
      ...(native === true
        ? [
            {
              at: exposure,
              field: [...subject.backend.field.slice(0, -1), "nativeLB"],
              says: `The ${called(exposure)} has nativeLB: true for the ${serviceCalled(subject)}, so that Traefik sees one server in place of the pods.`,
              fix: {
                patch: removeField(exposure, [...subject.backend.field.slice(0, -1), "nativeLB"]),
              },
            },
          ]
        : []),
      ...(envoy
        ? [
            {
              at: exposure,
              field: subject.field,
              says: `A BackendTrafficPolicy has routingType: Service for ${addressOf(subject)}, so that Envoy sees one server in place of the pods.`,
              fix: { advice: "Remove routingType from the policy: its default is Endpoint." },
            },
          ]
        : []),
    ];
  }),
};

export const tlsPassthrough: Rule = {
  id: "tls-passthrough",
  severity: "warning",
  about,
  title: "TLS is passed through to the pods",
  meaning:
    "No cookie keeps clients on their pods; at best all users behind one address share one pod.",
  why: "Inside of a TLS connection that it does not end a controller sees no request, and so no cookie. OpenShift's router then picks the pod by the client's address.",
  sources: ["openshift/router: images/router/haproxy/conf/haproxy-config.template"],
  check: onSubjects((subject) => {
    const { exposure, tls, dialect, affinity } = subject;
    if (tls === "passthrough") {
      const isRoute = exposure.object.kind === "Route";
      return {
        at: exposure,
        field: ["spec", ...(isRoute ? ["tls", "termination"] : ["virtualhost", "tls"])],
        says: `The ${called(exposure)} passes TLS through.`,
        fix: isRoute
          ? {
              patch: {
                on: exposure,
                type: "merge",
                content: { spec: { tls: { termination: "edge" } } },
              },
              advice: "Or reencrypt, where the pods speak TLS.",
            }
          : { advice: "End TLS at the controller." },
      };
    }
    const found =
      affinity &&
      passthroughSwitches.find(
        ({ key, readBy }) =>
          readBy.includes(dialect?.id ?? "") &&
          isTrue.test(annotationsOf(exposure.object)[key] ?? ""),
      );
    return found
      ? {
          at: exposure,
          field: ["metadata", "annotations", found.key],
          says: `The ${called(exposure)} has ${found.key}: "true" beside its affinity.`,
          fix: { patch: annotate(exposure, { [found.key]: null }) },
          severity: "error",
        }
      : undefined;
  }),
};

const alb = "alb.ingress.kubernetes.io";

export const instanceTargets: Rule = {
  id: "alb-instance-targets",
  severity: "error",
  about,
  title: "Stickiness of an ALB whose targets are nodes",
  meaning: "The cookie names a node, and behind it each connection may go to another pod.",
  why: "With target-type instance, the default, the load balancer sends to a NodePort, and kube-proxy picks the pod.",
  sources: [
    "kubernetes-sigs/aws-load-balancer-controller: docs/guide/ingress/annotations.md, “target-type”",
  ],
  check: onSubjects((subject) => {
    const { controller, exposure } = subject;
    const annotations = annotationsOf(exposure.object);
    const attributes = annotations[`${alb}/target-group-attributes`] ?? "";
    if (
      controller?.dialects[0]?.id !== "aws-load-balancer-controller" ||
      !/(^|,)\s*stickiness\.enabled=true/.test(attributes) ||
      annotations[`${alb}/target-type`] === "ip"
    ) {
      return undefined;
    }
    return {
      at: exposure,
      field: ["metadata", "annotations", `${alb}/target-group-attributes`],
      says: `The ${called(exposure)} has stickiness and ${alb}/target-type ${annotations[`${alb}/target-type`] ?? "left open, which is instance"}.`,
      fix: { patch: annotate(exposure, { [`${alb}/target-type`]: "ip" }) },
    };
  }),
};

const neg = "cloud.google.com/neg";

export const gkeWithoutNeg: Rule = {
  id: "gke-without-neg",
  severity: "error",
  about,
  title: "GKE's affinity without container-native load balancing",
  meaning: "The cookie names a node, and behind it each connection may go to another pod.",
  why: "Without a network endpoint group the load balancer sends to nodes, and kube-proxy picks the pod.",
  sources: ["Google Cloud: Container-native load balancing; Ingress features, Session affinity"],
  check: onSubjects((subject) => {
    const { service, dialect, affinity } = subject;
    if (dialect?.id !== "gke-ingress" || affinity === undefined || service === undefined) {
      return undefined;
    }
    return /"ingress"\s*:\s*true/.test(annotationsOf(service.object)[neg] ?? "")
      ? undefined
      : {
          at: service,
          field: ["metadata", "annotations", neg],
          says: `The ${called(service)} does not have ${neg}: {"ingress":true}.`,
          fix: { patch: annotate(service, { [neg]: '{"ingress":true}' }) },
        };
  }),
};

export const clientIpBehindProxy: Rule = {
  id: "client-ip-behind-proxy",
  severity: "warning",
  about,
  title: "sessionAffinity: ClientIP behind a proxy",
  meaning:
    "It keeps nobody: the proxy goes to the pods itself, and each request may go to another one.",
  why: "The setting is one of the Service's own address, which a controller that knows the pods does not use; where it does, all users of one proxy share one pod. A route of the Gateway API with sessionPersistence is refused beside it.",
  sources: [
    "Kubernetes: Virtual IPs and Service Proxies, Session affinity",
    "kubernetes-sigs/gateway-api: geps/gep-1619",
  ],
  check: onSubjects((subject) => {
    const { service, affinity, exposure } = subject;
    if (
      service === undefined ||
      textAt(service.object, "spec", "sessionAffinity") !== "ClientIP" ||
      (affinity !== undefined && exposure.object.kind !== "HTTPRoute")
    ) {
      return undefined;
    }
    const fix = affinity ? undefined : turnOn(subject);
    return {
      at: service,
      field: ["spec", "sessionAffinity"],
      says: `The ${called(service)} has sessionAffinity: ClientIP${affinity ? " beside the cookie of its route" : " and nothing else that keeps clients"}.`,
      fix: fix ?? {
        patch: { on: service, type: "merge", content: { spec: { sessionAffinity: "None" } } },
      },
    };
  }),
};
