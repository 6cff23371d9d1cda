import { getPublicSuffix } from "tldts";
import { type SessionCookie, sameSites } from "./affinity";
import { type Exposure, hostsOf } from "./exposure";
import type { Problem } from "./problem";

/** The name that every dialect takes; OpenShift's router ignores any other silently (its haproxy-config.template). */
const cookieName = /^[A-Za-z0-9_-]+$/;

/** A cookie path: what RFC 6265, section 4.1.1 allows, from the root on, without spaces. */
const cookiePath = /^\/[!-:<-~]*$/;

/** Browsers ignore an attribute that is longer, in bytes (RFC 6265bis, section 5.6). */
const longestAttribute = 1024;

/**
 * Browsers drop a cookie whose name and value are longer than 4096 bytes together (RFC 6265bis, section 5.6);
 * no controller's value is longer than the rest.
 */
const longestName = 3968;

/** What is wrong with a cookie whatever the controller; each dialect refuses the rest. */
export function validateCookie(cookie: SessionCookie, exposure: Exposure): Problem[] {
  return [
    ...nameProblems(cookie),
    ...maxAgeProblems(cookie),
    ...pathProblems(cookie, exposure),
    ...domainProblems(cookie, exposure),
    ...sameSiteProblems(cookie, exposure),
  ];
}

function nameProblems({ name, secure, path, domain }: SessionCookie): Problem[] {
  const problem = { setting: "affinity.cookie.name", got: name };
  if (name === undefined) {
    return [];
  }
  if (!cookieName.test(name)) {
    return [{ ...problem, allowed: "letters, digits, _ and -", example: "hello" }];
  }
  if (name.length > longestName) {
    return [
      {
        ...problem,
        reason: "browsers drop a cookie whose name and value are longer than 4096 bytes",
        allowed: `a name of ${longestName} characters at most`,
        example: "hello",
      },
    ];
  }
  // Browsers drop a cookie with such a name whose attributes don't match it (RFC 6265bis, section 4.1.3).
  if (/^__Secure-/i.test(name) && secure !== true) {
    return [
      {
        ...problem,
        allowed: "a name that begins with __Secure- for a Secure cookie alone, so with TLS",
      },
    ];
  }
  if (/^__Host-/i.test(name) && (secure !== true || path !== "/" || domain !== undefined)) {
    return [
      {
        ...problem,
        allowed:
          "a name that begins with __Host- for a Secure cookie with path / and no domain alone",
      },
    ];
  }
  return [];
}

function maxAgeProblems({ maxAgeSeconds }: SessionCookie): Problem[] {
  if (maxAgeSeconds === undefined || (Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 1)) {
    return [];
  }
  return [
    {
      setting: "affinity.cookie.maxAgeSeconds",
      got: maxAgeSeconds,
      // Zero means "until the browser is closed" to one controller and "delete at once" to another.
      allowed:
        "a whole number of seconds, 1 or more; unset for a cookie that ends with the browser",
      example: "3600",
    },
  ];
}

function pathProblems({ path = "/" }: SessionCookie, exposure: Exposure): Problem[] {
  const problem = { setting: "affinity.cookie.path", got: path, example: "/" };
  if (!cookiePath.test(path)) {
    return [
      {
        ...problem,
        allowed: "a path that begins with /, in ASCII, without spaces and ; (percent-encode them)",
      },
    ];
  }
  if (path.length > longestAttribute) {
    return [
      {
        ...problem,
        reason: `browsers ignore a cookie path that is longer than ${longestAttribute} bytes`,
        allowed: `a path of ${longestAttribute} characters at most`,
      },
    ];
  }
  const base = path.replace(/\/$/, "");
  // A path of the application that is none is refused where it is set.
  const within = exposure.path === base || exposure.path.startsWith(`${base}/`);
  if (exposure.path.startsWith("/") && !within) {
    return [
      {
        ...problem,
        reason: `a browser would not send the cookie back to ${exposure.path}, where the application is`,
        allowed: `${exposure.path} or a part of it from the left, such as /`,
      },
    ];
  }
  return [];
}

function domainProblems({ domain }: SessionCookie, exposure: Exposure): Problem[] {
  if (domain === undefined) {
    return [];
  }
  const bare = domain.replace(/^\./, "");
  const problem = { setting: "affinity.cookie.domain", got: domain };
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(bare)) {
    return [
      { ...problem, allowed: "a domain of two labels or more, in lower case", example: null },
    ];
  }
  if (getPublicSuffix(bare, { allowPrivateDomains: true }) === bare) {
    return [
      {
        ...problem,
        reason:
          "everybody can have a host in it (publicsuffix.org), so browsers refuse a cookie for it",
        allowed: "a domain below it; unset for the host alone",
        example: null,
      },
    ];
  }
  const host = hostsOf(exposure).find((name) => name !== bare && !name.endsWith(`.${bare}`));
  if (host !== undefined) {
    return [
      {
        ...problem,
        reason: `a browser refuses a cookie of ${host} for another domain`,
        allowed:
          exposure.hosts === undefined
            ? `${host} or a domain that it ends with; unset for this host alone`
            : "a domain that all of the hosts end with; unset for a cookie of its own on each host",
        example: null,
      },
    ];
  }
  return [];
}

function sameSiteProblems({ sameSite, secure }: SessionCookie, { tls }: Exposure): Problem[] {
  if (sameSite === undefined) {
    return [];
  }
  const problem = { setting: "affinity.cookie.sameSite", got: sameSite };
  if (!sameSites.includes(sameSite)) {
    return [{ ...problem, allowed: sameSites.join(", "), example: "Lax" }];
  }
  if (sameSite === "None" && secure !== true) {
    return [
      {
        ...problem,
        reason: "browsers drop a cookie with SameSite=None that is not Secure",
        allowed:
          tls === "none"
            ? "Strict or Lax; None with {tls.termination} edge, or external where TLS ends in front of the controller"
            : "Strict or Lax; None with Secure",
        example: "Lax",
      },
    ];
  }
  return [];
}
