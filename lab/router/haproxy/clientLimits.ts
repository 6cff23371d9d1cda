import { isIP } from "node:net";
import { annotation, isSet, prefix, type Route } from "../route";

/** Lets in none but the addresses that the Route lists, where it lists any. */
export function allowList(route: Route): string[] {
  const { annotations = {} } = route.metadata;
  const list = annotations[`${prefix}/ip_allowlist`] ?? annotations[`${prefix}/ip_whitelist`] ?? "";
  const addresses = list.split(/\s+/).filter(isAddressRange);
  return list === list.trim() && addresses.length > 0
    ? [`acl allowed src ${addresses.join(" ")}`, "tcp-request content reject if !allowed"]
    : [];
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  return (
    version !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

const limits = {
  "concurrent-tcp": "src_conn_cur",
  "rate-tcp": "src_conn_rate",
  "rate-http": "src_http_req_rate",
} as const;

/** Turns away an address that comes too often, by the limits that the Route sets. */
export function rateLimits(route: Route, kinds: readonly (keyof typeof limits)[]): string[] {
  const name = `${prefix}/rate-limit-connections`;
  if (!isSet(route, name)) {
    return [];
  }
  const rejections = kinds.flatMap((kind) => {
    const limit = annotation(route, `${name}.${kind}`, /[+-]?\d+/);
    return limit ? [`tcp-request content reject if { ${limits[kind]} ge ${limit} }`] : [];
  });
  return [
    "stick-table type ip size 100k expire 30s store conn_cur,conn_rate(3s),http_req_rate(10s)",
    "tcp-request content track-sc2 src",
    ...rejections,
  ];
}
