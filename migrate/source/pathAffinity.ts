import type { Affinity } from "../../components/affinity/affinity";
import { annotationsOf, type PlainObject } from "../../components/affinity/objects";
import { read } from "../../components/affinity/read";
import type { Sourced } from "../../manifests/sourced";
import type { Beside } from "./beside";
import { tlsOf } from "./ingressTls";
import { asTaken } from "./taken";

/** The affinity of one path, as the dialect reads an Ingress that has no other. */
export function pathAffinity(
  entry: unknown,
  host: string | undefined,
  source: Sourced,
  own: Sourced | undefined,
  beside: Beside,
): Affinity | undefined {
  const { dialect } = beside;
  const object = asTaken(source.object, dialect);
  const alone: PlainObject = {
    ...object,
    spec: {
      ...(object.spec as object),
      tls: tlsOf(source, host, beside).tls === "none" ? [] : [{}],
      rules: [{ ...(host !== undefined && { host }), http: { paths: [entry] } }],
    },
  };
  const found = read(dialect, [alone, ...(own ? [asTaken(own.object, dialect)] : [])])?.affinity;
  const expires = annotationsOf(source.object)[
    "nginx.ingress.kubernetes.io/session-cookie-expires"
  ];
  if (found === undefined || found.cookie.maxAgeSeconds !== undefined || expires === undefined) {
    return found;
  }
  // ingress-nginx sets Expires by it, which says the same as Max-Age.
  const seconds = Number(expires);
  return Number.isSafeInteger(seconds) && seconds > 0
    ? { cookie: { ...found.cookie, maxAgeSeconds: seconds } }
    : found;
}
