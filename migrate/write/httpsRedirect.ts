import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import type { Entrance } from "../entrance";
import { placeOf } from "../annotations/subjects";
import { inSentence } from "../inSentence";
import { type Item, itemAt } from "../item";

/** How a target sends plain http on to https where there is TLS. */
type Redirect =
  /** By what the dialect or this room writes, or without being asked. */
  | "written"
  /** By these annotations of an Ingress. */
  | Readonly<Record<string, string>>
  /** By a setting that is not of an Ingress or a route. */
  | undefined;

const redirects: Readonly<Record<string, Redirect>> = {
  // Its default (keys.md, ssl-redirect).
  "haproxy-ingress": "written",
  "ingress-nginx": "written",
  "traefik-ingress-nginx": "written",
  // Its ConfigMap's ssl-redirect, on by default.
  "f5-nginx": "written",
  haproxytech: "written",
  "aws-load-balancer-controller": "written",
  contour: "written",
  istio: "written",
  "openshift-route": "written",
  kong: {
    "konghq.com/protocols": "https",
    "konghq.com/https-redirect-status-code": "308",
  },
  "azure-application-gateway": { "appgw.ingress.kubernetes.io/ssl-redirect": "true" },
};

/** The redirect of an entrance's plain http with the target: its annotations, and what is lost. */
export function httpsRedirect(
  entrance: Entrance,
  source: Dialect,
  target: Dialect,
  isGatewayWritten: boolean,
): { readonly annotations: Readonly<Record<string, string>>; readonly items: readonly Item[] } {
  const secured = entrance.sites.filter(({ tls }) => tls === "edge");
  const isRedirected = secured.some(({ insecureTraffic }) => insecureTraffic === "Redirect");
  const family = familyOf(target);
  const way = Object.hasOwn(redirects, family) ? redirects[family] : undefined;
  const nothing = { annotations: {}, items: [] };
  if (!isRedirected || way === "written" || isGatewayWritten) {
    return nothing;
  }
  if (way !== undefined) {
    return { annotations: way, items: [] };
  }
  const key = "nginx.ingress.kubernetes.io/ssl-redirect";
  const isWritten = annotationsOf(entrance.source.object)[key] !== undefined;
  const place = placeOf(family, "redirect to https");
  return {
    annotations: {},
    items: [
      itemAt(entrance.source, isWritten ? ["metadata", "annotations", key] : ["spec", "tls"], {
        outcome: "not carried over",
        setting: isWritten ? key : "redirect to https",
        reason: `${source.title} sends plain http on to https where there is TLS; ${inSentence(target)} serves both unless its installation says otherwise`,
        ...(place !== undefined && { fix: `see ${place}` }),
      }),
    ],
  };
}
