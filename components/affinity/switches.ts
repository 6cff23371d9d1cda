/** A setting by which a controller sends requests to the Service's own address, not to pods. */
export interface VirtualAddressSwitch {
  readonly key: string;
  /** The kind of the object that has it. */
  readonly on: "Service" | "Ingress";
  /** The dialects whose controllers read it. */
  readonly readBy: readonly string[];
}

const nginx = ["ingress-nginx", "traefik-ingress-nginx"];
const haproxyIngress = ["haproxy-ingress", "haproxy-ingress-drain-support"];

/** From the controllers' own documentation of their annotations. */
export const virtualAddressSwitches: readonly VirtualAddressSwitch[] = [
  ...["nativelb", "nodeportlb"].map((name): VirtualAddressSwitch => ({
    key: `traefik.ingress.kubernetes.io/service.${name}`,
    on: "Service",
    readBy: ["traefik"],
  })),
  { key: "nginx.ingress.kubernetes.io/service-upstream", on: "Ingress", readBy: nginx },
  {
    key: "ingress.kubernetes.io/service-upstream",
    on: "Service",
    readBy: ["kong", "kong-enterprise", ...haproxyIngress],
  },
  { key: "ingress.kubernetes.io/service-upstream", on: "Ingress", readBy: haproxyIngress },
  ...(["Service", "Ingress"] as const).map((on): VirtualAddressSwitch => ({
    key: "haproxy-ingress.github.io/service-upstream",
    on,
    readBy: haproxyIngress,
  })),
  { key: "nginx.org/use-cluster-ip", on: "Ingress", readBy: ["f5-nginx", "f5-nginx-plus"] },
];

/** Settings of an Ingress by which a controller passes TLS through, from the same documents. */
export const passthroughSwitches: readonly Pick<VirtualAddressSwitch, "key" | "readBy">[] = [
  { key: "nginx.ingress.kubernetes.io/ssl-passthrough", readBy: nginx },
  { key: "haproxy-ingress.github.io/ssl-passthrough", readBy: haproxyIngress },
  { key: "haproxy.org/ssl-passthrough", readBy: ["haproxytech"] },
];

/** What Go's strconv.ParseBool takes for true, as these controllers do. */
export const isTrue = /^(1|t|T|TRUE|true|True)$/;

const nginxPrefix = "nginx.ingress.kubernetes.io";

/**
 * Whether an Ingress has ingress-nginx, or Traefik's provider for it, take paths for regular expressions
 * (internal/ingress/annotations/rewrite, internal/ingress/controller/template/template.go, enforceRegexModifier).
 */
export function readsPatterns(annotations: Readonly<Record<string, string>>): boolean {
  return (
    isTrue.test(annotations[`${nginxPrefix}/use-regex`] ?? "") ||
    annotations[`${nginxPrefix}/rewrite-target`] !== undefined
  );
}
