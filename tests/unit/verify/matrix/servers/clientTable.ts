import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

interface ClientTable {
  /** How long a client may be silent, in milliseconds. @default - for ever */
  readonly forgetsAfter?: number;
  /** How many requests of a client go to its pod. @default - all */
  readonly keepsFor?: number;
}

/** The cookie stands for an entry of a table, which does not last; nobody gets a new cookie. */
export function clientTable({
  forgetsAfter = Infinity,
  keepsFor = Infinity,
}: ClientTable): () => Scheme {
  return () => {
    const values = new IssuedValues();
    const entries = new Map<string, { lastAt: number; requests: number }>();
    return ({ cookies, pods, next }) => {
      const id = cookies.get("client") ?? "";
      const entry = entries.get(id);
      const pod = values.podOf(id, pods);
      const now = performance.now();
      if (!entry || !pod) {
        const first = next();
        const value = values.issue(first);
        entries.set(value, { lastAt: now, requests: 1 });
        return { pod: first, setCookies: [`client=${value}; Path=/; HttpOnly`] };
      }
      entry.requests += 1;
      const isLost = now - entry.lastAt > forgetsAfter || entry.requests > keepsFor;
      entry.lastAt = now;
      return { pod: isLost ? next() : pod, setCookies: [] };
    };
  };
}
