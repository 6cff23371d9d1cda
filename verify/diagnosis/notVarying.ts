import type { Exchange } from "../http/exchange";
import type { Cause, Evidence } from "./evidence";
import { virtualAddress } from "./turnedOff";

/**
 * Why one pod seems to answer everything.
 *
 * @param last the last of the answers that were all the same
 */
export function notVaryingCauses(last: Exchange): readonly Cause[] {
  return [
    (evidence) => cached(evidence.survey.first, last),
    virtualAddress,
    clientIpBehindController,
    notKnown,
  ];
}

/** What says that an answer is not from a pod but from a cache, as far as there is such a thing. */
export function cached(first: Exchange, last: Exchange): string | undefined {
  const sign = cacheSign(last) ?? (isSameAnswer(first, last) ? "the answers are equal" : undefined);
  return sign === undefined
    ? undefined
    : `The answer comes from a cache and not from a pod (${sign}): exclude the application from the cache, or have it answer with Cache-Control: no-store.`;
}

function cacheSign({ headers }: Exchange): string | undefined {
  const age = Number(headers.age ?? 0);
  if (age > 0) {
    return `Age: ${age}`;
  }
  for (const name of ["x-cache", "cf-cache-status", "x-cache-status", "x-varnish-cache"]) {
    const value = [headers[name] ?? []].flat().join(", ");
    if (/\bhit\b/i.test(value)) {
      return `${name}: ${value}`;
    }
  }
  return undefined;
}

/** The tutorial's image numbers its answers, so that two equal ones are one. */
function isSameAnswer(first: Exchange, last: Exchange): boolean {
  return /^Request ID: \S+/m.test(first.body) && first.body === last.body;
}

function clientIpBehindController({ target }: Evidence): string | undefined {
  return target.cluster?.objects.service.sessionAffinity === "ClientIP"
    ? `The Service has sessionAffinity: ClientIP, and the controller or the node is its only client, so that all users share a pod: remove it, and have the controller pick pods by a cookie.`
    : undefined;
}

function notKnown({ survey }: Evidence): string {
  return survey.ready === undefined
    ? "There is only one replica (say so with --replicas 1), or clients are told apart by their address, or a cache answers: --service NAMESPACE/NAME looks at the pods."
    : "Clients are told apart by their address (a source or IP hash), or the controller knows only one of the pods: compare `kubectl get endpointslices` with what the controller shows.";
}
