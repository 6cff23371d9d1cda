import {
  annotationsOf,
  listAt,
  type PlainObject,
  textAt,
  valueAt,
} from "../../components/affinity/objects";
import { familyOf } from "../../components/affinity/dialect";
import { f5Nginx, f5NginxPlus, servicesNamed } from "../../components/affinity/dialects/f5Nginx";
import { annotate, setField } from "../fix";
import { called } from "../model/subject";
import { turnOn } from "../turnOn";
import { type Found, onSubjects, type Rule } from "./rule";

// What a controller reads by rules of its own, and ignores silently.

const about = "affinity";

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
    const named =
      exposure.object.kind === "HTTPRoute" &&
      valueAt(subject.narrowed, "spec", "rules", 0, "sessionPersistence") !== undefined;
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

const strategy = ["loadBalancerPolicy", "strategy"];

/** Contour knows no other value, and uses round robin: no definition of the kind refuses it. */
const strategies = ["RoundRobin", "WeightedLeastRequest", "Random", "Cookie", "RequestHash"];

export const unknownStrategy: Rule = {
  id: "contour-unknown-strategy",
  severity: "error",
  about,
  title: "A load balancing strategy that Contour does not know",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "Contour takes a strategy that is not spelled as it spells it for none, says so nowhere, and sends requests by turns.",
  sources: ["projectcontour/contour: internal/dag/policy.go, loadBalancerPolicy"],
  check: onSubjects(({ exposure, narrowed, field }) => {
    const [route] = exposure.object.kind === "HTTPProxy" ? listAt(narrowed, "spec", "routes") : [];
    const given = textAt(route, ...strategy);
    if (given === undefined || strategies.includes(given)) {
      return undefined;
    }
    const meant = strategies.find((known) => known.toLowerCase() === given.trim().toLowerCase());
    const at = [...field.slice(0, 3), ...strategy];
    return {
      at: exposure,
      field: at,
      says: `The ${called(exposure)} has the strategy ${JSON.stringify(given)}, and Contour knows ${strategies.join(", ")}.`,
      fix: meant
        ? { patch: setField(exposure, at, meant) }
        : { advice: "Cookie is the one that keeps clients on their pods." },
    };
  }),
};

export const otherServiceNamed: Rule = {
  id: "f5-other-service",
  severity: "error",
  about,
  title: "F5 NGINX's affinity for a Service that the Ingress does not lead to",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "The annotation names the Services that it is for, and the controller leaves a name aside to which no path of that Ingress leads.",
  sources: ["nginx/kubernetes-ingress: internal/configs/parsing_helpers.go, ParseStickyServices"],
  check: onSubjects((subject) => {
    const { exposure, controller, affinity, backend } = subject;
    const [dialect] = controller?.dialects ?? [];
    if (dialect === undefined || affinity || familyOf(dialect) !== f5Nginx.id) {
      return undefined;
    }
    const backends = backendsOf(exposure.object);
    return [f5Nginx, f5NginxPlus].flatMap(({ target: { key } }): Found[] => {
      const value = annotationsOf(exposure.object)[key];
      const strange = servicesNamed(value ?? "").filter((name) => !backends.includes(name));
      const [only] = strange;
      return value === undefined || only === undefined
        ? []
        : [
            {
              at: exposure,
              field: ["metadata", "annotations", key],
              says: `The ${called(exposure)} has ${key} for ${strange.join(" and ")}, and its paths lead to ${backends.join(", ")}.`,
              fix: {
                patch: annotate(exposure, {
                  [key]: value.replace(`serviceName=${only}`, `serviceName=${backend.name}`),
                }),
              },
            },
          ];
    });
  }),
};

/** The names of the Services that an Ingress leads to. */
function backendsOf(ingress: PlainObject): string[] {
  const paths = listAt(ingress, "spec", "rules").flatMap((rule) => listAt(rule, "http", "paths"));
  const names = paths.map((path) => textAt(path, "backend", "service", "name"));
  const other = textAt(ingress, "spec", "defaultBackend", "service", "name");
  return [...new Set([...names, other].filter((name) => name !== undefined))];
}
