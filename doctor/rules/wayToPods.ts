import { annotationsOf, objectsOf, textAt } from "../../components/affinity/objects";
import {
  isTrue,
  passthroughSwitches,
  virtualAddressSwitches,
} from "../../components/affinity/switches";
import { annotate, removeField, setField } from "../fix";
import { addressOf, called, podsOf, type Subject } from "../model/subject";
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

/** The entry of the Service in the route of an IngressRoute; `undefined` for another kind. */
function serviceOfIngressRoute({ exposure, narrowed }: Subject): unknown {
  return exposure.object.kind === "IngressRoute"
    ? (narrowed.spec as { routes: { services: unknown[] }[] }).routes[0]?.services[0]
    : undefined;
}

export const unkeptDivision: Rule = {
  id: "weights-without-a-cookie",
  severity: "error",
  about,
  title: "Traefik divides requests by weight without a cookie of its own",
  meaning:
    "A user goes from one Service to the other with each request, whatever the cookie for the pods says.",
  why: "Of a TraefikService with weights both levels need a cookie: one picks the Service, the other the pod.",
  sources: [
    "traefik/traefik: docs/content/reference/routing-configuration/kubernetes/crd/http/traefikservice.md",
  ],
  check: onSubjects((subject) => {
    const own = serviceOfIngressRoute(subject) as { dividedUnkept?: boolean } | undefined;
    return own?.dividedUnkept === true && subject.affinity !== undefined
      ? {
          at: subject.exposure,
          field: subject.field,
          says: `${addressOf(subject)} is divided by a TraefikService's weights without spec.weighted.sticky.cookie, and the ${serviceCalled(subject)} has a cookie for its pods.`,
          fix: {
            advice: "Give the TraefikService spec.weighted.sticky.cookie, with a name of its own.",
          },
        }
      : undefined;
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
const classKey = "kubernetes.io/ingress.class";

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

export const sessionPersistenceIgnored: Rule = {
  id: "session-persistence-ignored",
  severity: "error",
  about,
  title: "sessionPersistence that nothing acts on",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "The field is experimental in the Gateway API: many controllers accept the route and ignore it, and the CRDs of the standard channel drop it.",
  sources: ["kubernetes-sigs/gateway-api: geps/gep-1619", "traefik/traefik#11243"],
  check: onSubjects((subject, { index }) => {
    const { exposure, controller, field, affinity } = subject;
    const at = field.slice(0, 3);
    const has =
      exposure.object.kind === "HTTPRoute" &&
      textAt(subject.narrowed, "spec", "rules", 0, "sessionPersistence", "type") !== undefined;
    const named =
      has ||
      (exposure.object.kind === "HTTPRoute" &&
        (subject.narrowed.spec as { rules: { sessionPersistence?: unknown }[] }).rules[0]
          ?.sessionPersistence !== undefined);
    if (!named) {
      return undefined;
    }
    const definition = index.find(
      ...(["CustomResourceDefinition", "apiextensions.k8s.io", ""] as const),
      "httproutes.gateway.networking.k8s.io",
    );
    const isStandard =
      annotationsOf(definition?.object)["gateway.networking.k8s.io/channel"] === "standard";
    const ignores = controller?.ignoresSessionPersistence;
    const reason = isStandard
      ? "the cluster has the Gateway API's CRDs of the standard channel, which drop it"
      : ignores;
    if (reason === undefined) {
      return undefined;
    }
    const fix = affinity ? undefined : turnOn(subject);
    return {
      at: exposure,
      field: [...at, "sessionPersistence"],
      says: `The ${called(exposure)} has sessionPersistence, and ${reason}.`,
      fix: fix ?? {
        advice: "Use what the controller itself has, or one that supports it: docs/controllers.md.",
      },
    };
  }),
};

export const istioWithoutLifetime: Rule = {
  id: "istio-cookie-without-ttl",
  severity: "error",
  about,
  title: "Istio's httpCookie without a ttl",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "Envoy makes the cookie only where it has a ttl; 0s is one that ends with the browser.",
  sources: ["istio/api: networking/v1alpha3/destination_rule.proto"],
  check: function* ({ index }) {
    const field = ["spec", "trafficPolicy", "loadBalancer", "consistentHash", "httpCookie"];
    for (const at of index.all("DestinationRule", "networking.istio.io")) {
      if (
        textAt(at.object, ...field, "name") !== undefined &&
        textAt(at.object, ...field, "ttl") === undefined
      ) {
        yield {
          at,
          field,
          says: `The ${called(at)} has an httpCookie without ttl.`,
          fix: { patch: setField(at, [...field, "ttl"], "0s") },
        };
      }
    }
  },
};

const disable = "haproxy.router.openshift.io/disable_cookies";

export const affinityTurnedOff: Rule = {
  id: "affinity-turned-off",
  severity: "warning",
  about,
  title: "The affinity of OpenShift's router is turned off",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "The router sets a cookie on every Route that does not pass TLS through, unless disable_cookies is true.",
  sources: ["openshift/router: images/router/haproxy/conf/haproxy-config.template"],
  check: onSubjects((subject) => {
    const { exposure, dialect } = subject;
    return dialect?.id === "openshift-route" &&
      isTrue.test(annotationsOf(exposure.object)[disable] ?? "")
      ? {
          at: exposure,
          field: ["metadata", "annotations", disable],
          says: `The ${called(exposure)} has ${disable}: "true".`,
          fix: { patch: annotate(exposure, { [disable]: null }) },
        }
      : undefined;
  }),
};

const noDynamic = "haproxy.org/cookie-persistence-no-dynamic";

export const serverNamesAsValues: Rule = {
  id: "server-names-as-values",
  severity: "error",
  about,
  title: "Names of HAProxy's servers as values of the cookie",
  meaning:
    "Where the controller has several replicas, a user goes to another pod whenever another replica answers.",
  why: "cookie-persistence-no-dynamic makes the value the slot of the server (SRV_1), which differs between replicas of the controller.",
  sources: ["haproxytech/kubernetes-ingress: documentation/annotations.md"],
  check: onSubjects((subject) =>
    subject.controller?.dialects[0]?.id === "haproxytech"
      ? annotatedOf(subject)
          .filter((at) => noDynamic in annotationsOf(at.object))
          .map((at): Found => ({
            at,
            field: ["metadata", "annotations", noDynamic],
            says: `The ${called(at)} has ${noDynamic}.`,
            fix: {
              patch: annotate(at, {
                [noDynamic]: null,
                "haproxy.org/cookie-persistence": annotationsOf(at.object)[noDynamic] ?? null,
              }),
            },
          }))
      : undefined,
  ),
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

export const controllerWithoutAffinity: Rule = {
  id: "controller-without-affinity",
  severity: "warning",
  about,
  title: "A controller that has no cookie affinity for such an object",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "No setting of the object changes it.",
  sources: ["docs/controllers.md: controllers without affinity"],
  check: onSubjects((subject) => {
    const { controller, exposure, otherwise } = subject;
    return controller?.without === undefined ||
      otherwise !== undefined ||
      (podsOf(subject)?.most ?? 2) < 2
      ? undefined
      : {
          at: exposure,
          field: subject.field,
          says: `${addressOf(subject)} is served by ${controller.title}: ${controller.without.reason}.`,
          fix: { advice: `Use ${controller.without.alternatives}.` },
        };
  }),
};

export const noAffinity: Rule = {
  id: "no-affinity",
  severity: "note",
  about,
  title: "Several pods and no affinity",
  meaning:
    "Each request may go to another pod: an application with sessions in memory forgets its users.",
  why: "Nothing that was read asks for affinity. An application without sessions needs none: say so in the annotation that suppresses this.",
  sources: ["docs/controllers.md"],
  check: onSubjects((subject) => {
    const { controller, affinity, otherwise, exposure, tls, service } = subject;
    const isSaidOtherwise =
      tls === "passthrough" ||
      isTrue.test(annotationsOf(exposure.object)[disable] ?? "") ||
      textAt(service?.object, "spec", "sessionAffinity") === "ClientIP";
    if (
      !controller ||
      controller.without ||
      affinity ||
      otherwise !== undefined ||
      isSaidOtherwise ||
      (podsOf(subject)?.most ?? 1) < 2
    ) {
      return undefined;
    }
    const fix = turnOn(subject);
    return {
      at: exposure,
      field: subject.field,
      says: `${addressOf(subject)} leads to ${podsOf(subject)?.most ?? 0} pods, and ${controller.title} is asked for no affinity.`,
      ...(fix && { fix }),
    };
  }),
};
