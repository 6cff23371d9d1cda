import { annotationsOf, listAt, textAt } from "../../components/affinity/objects";
import { namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Site } from "../entrance";
import { describe, type Item, itemAt } from "../item";
import type { Beside } from "./beside";
import type { HostTls } from "./tlsByHost";

const nginx = "nginx.ingress.kubernetes.io";

/** The TLS that a host of an Ingress has, by its own word or by that of another Ingress of the host. */
export function tlsOf(
  source: Sourced,
  host: string | undefined,
  beside: Beside,
): Pick<Site, "tls" | "tlsSecretName" | "insecureTraffic"> {
  const { entry, other } = saidBy(source, host, beside);
  if (entry === undefined && other === undefined) {
    return { tls: "none" };
  }
  const annotations = annotationsOf(source.object);
  const isBeside = other && namespaceOf(other.ingress) === namespaceOf(source);
  const secret = textAt(entry, "secretName") ?? (isBeside ? other.secretName : undefined);
  const isRedirected =
    annotations[`${nginx}/ssl-redirect`] !== "false" ||
    annotations[`${nginx}/force-ssl-redirect`] === "true";
  return {
    tls: "edge",
    insecureTraffic: isRedirected ? "Redirect" : "Allow",
    ...(secret !== undefined && { tlsSecretName: secret }),
  };
}

/** Says that the host of a rule has the TLS of another Ingress; nothing where it has its own or none. */
export function tlsOfAnother(
  source: Sourced,
  host: string | undefined,
  rule: number,
  beside: Beside,
): Item[] {
  const { other } = saidBy(source, host, beside);
  return other === undefined || host === undefined
    ? []
    : [
        itemAt(source, ["spec", "rules", rule], {
          outcome: "carried over",
          setting: "tls",
          value: host,
          reason: `ingress-nginx serves all of the host with the TLS of ${describe(other.ingress)}, and it is written here too`,
        }),
      ];
}

/** The entry that the Ingress has for a host, else what another one says. */
function saidBy(
  { object }: Sourced,
  host: string | undefined,
  { tlsByHost }: Beside,
): { readonly entry?: unknown; readonly other?: HostTls | undefined } {
  const entry = listAt(object, "spec", "tls").find((candidate) => {
    const hosts = listAt(candidate, "hosts");
    return hosts.length === 0 || hosts.includes(host);
  });
  if (entry !== undefined) {
    return { entry };
  }
  return { other: host === undefined ? undefined : tlsByHost?.get(host) };
}
