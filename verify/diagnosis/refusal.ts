import type { Evidence } from "./evidence";

/**
 * What a status says that is about the client and its request, and so not about stickiness; undefined for any other
 * status.
 */
export function refusal({
  survey,
  target,
}: Pick<Evidence, "survey" | "target">): string | undefined {
  const { first } = survey;
  const path = target.url.pathname;
  switch (first.status ?? 0) {
    case 401:
      return `The site asks for a login at ${path}: send what it wants (--header 'Authorization: ...'), or verify a path that needs none.`;
    case 403:
      return `The site does not let this client in at ${path}: it wants a login (--header), another browser (--header 'User-Agent: ...'), or another address than this machine's.`;
    case 405:
      return `The application does not accept GET at ${path}, and the verifier sends nothing else, since it must not change anything: verify a path that accepts GET.`;
    case 407:
      return "A proxy on the way asks for a login: send it (--header 'Proxy-Authorization: ...'), or verify from a machine that needs no proxy.";
    case 429:
      return `The site limits how many requests a client may send${first.retryAfter === undefined ? "" : ` and asks clients to wait ${Math.ceil(first.retryAfter / 1000)} s`}: send fewer (--rate 2), or except this machine's address from the limit.`;
    case 431:
      return "The site accepts no request with headers of this size: its cookies together are larger than what it accepts.";
    default:
      return undefined;
  }
}
