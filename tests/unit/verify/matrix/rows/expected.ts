import type { Expected } from "../row";

type Fails = Readonly<Record<string, Expected>>;

/** Whatever looks whether a client stays fails, for one cause. */
export function staysNowhere(cause: RegExp): Fails {
  return {
    "stays-over-new-connections": { failure: "pod-changes", cause },
    "stays-over-one-connection": { failure: "pod-changes", cause },
    "stays-under-concurrency": { failure: "pod-changes", cause },
  };
}

/** There is no cookie, and so nobody stays, for one cause. */
export function withoutCookie(cause: RegExp): Fails {
  return { "cookie-set": { failure: "cookie-missing", cause }, ...staysNowhere(cause) };
}

/** There is a cookie that a browser does not send back, and so nobody stays, for one cause. */
export function notSentBack(cause: RegExp): Fails {
  return {
    "cookie-attributes": { failure: "cookie-not-sent-back", cause },
    ...staysNowhere(cause),
  };
}

/** There is a cookie, and nobody stays, for one cause. */
export function withCookie(cause: RegExp): Fails {
  return {
    ...staysNowhere(cause),
    "stale-cookie-replaced": { failure: "cookie-leads-nowhere", cause },
    "tampered-cookie-replaced": { failure: "cookie-leads-nowhere", cause },
    "other-paths-share-the-pod": { failure: "path-on-another-pod", cause },
  };
}

/** The same, where answers set the cookie anew. */
export function withNewCookies(cause: RegExp): Fails {
  return { ...withCookie(cause), "no-new-cookie": { failure: "cookie-replaced", cause } };
}
