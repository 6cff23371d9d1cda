/**
 * What can be wrong, by a name that stays the same from one release to the next: `failure` of a failed check in the
 * JSON report. What is here is promised to programs; the sentences beside it are not.
 */
export const failures = [
  // The way to a pod.
  "host-not-resolved",
  "no-tls",
  "certificate-untrusted",
  "certificate-expires",
  "no-answer-of-a-pod",
  "request-lost",
  "no-pods",
  "pod-not-ready",
  "single-pod",
  // The objects.
  "objects-differ",
  "affinity-turned-off",
  "value-dropped",
  "route-not-admitted",
  "object-not-accepted",
  "cookie-name-used-twice",
  // The cookie.
  "cookie-missing",
  "cookie-keeps-nobody",
  "cookie-not-sent-back",
  "cookie-attributes-differ",
  "cookie-same-site-insecure",
  "cookie-reveals-pod",
  "cookie-replaced",
  "cookie-error",
  "cookie-not-replaced",
  "cookie-leads-nowhere",
  // Where clients go.
  "pod-does-not-vary",
  "pod-changes",
  "same-cookie-for-all",
  "pod-without-clients",
  "spread-uneven",
  "path-on-another-pod",
  "host-not-served",
  "host-not-sticky",
  "neighbour-overwrites-cookie",
  "websocket-on-another-pod",
  "websocket-gets-new-cookie",
  "cookie-forgotten",
  "client-left-after-many-requests",
  // The disruptions.
  "pods-not-named",
  "pod-changes-before-disruption",
  "client-stuck-on-gone-pod",
  "client-left-living-pod",
  "moved-without-new-cookie",
  "too-many-lost",
  "container-restarted",
  "client-left-stalled-pod",
  "users-logged-out",
] as const;

/** One of {@link failures}. */
export type Failure = (typeof failures)[number];
