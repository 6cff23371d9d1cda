import type { RequestRecord } from "../http/requestRecord";

/** What one row of the request table tells; equal neighbours share a row. */
export interface RequestRow {
  /** The check that sent the requests. */
  readonly purpose: string;
  /** Number of the request, or the first and last one's: `9` or `9-22`. */
  readonly numbers: string;
  /** The pod that answered, or why none did. */
  readonly pod: string;
  /** The cookie that was sent, its value shortened; `-` without one. */
  readonly cookieSent: string;
  /** The cookies that the response set, their values shortened; `-` without one. */
  readonly cookieIssued: string;
}

/** The rows of the request table: a row for each request, or for several with the same outcome. */
export function requestRows(requests: readonly RequestRecord[]): RequestRow[] {
  const groups: RequestRecord[][] = [];
  for (const request of requests) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    if (last && previous && outcome(previous) === outcome(request)) {
      last.push(request);
    } else {
      groups.push([request]);
    }
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    return first && last
      ? [
          {
            ...columns(first),
            numbers: group.length === 1 ? `${first.number}` : `${first.number}-${last.number}`,
          },
        ]
      : [];
  });
}

function columns(request: RequestRecord): Omit<RequestRow, "numbers"> {
  return {
    purpose: request.purpose,
    pod: request.lost ?? request.pod ?? "-",
    cookieSent: request.cookieSent?.split("; ").map(shorten).join(", ") ?? "-",
    cookieIssued: request.cookiesIssued.map(shorten).join(", ") || "-",
  };
}

function outcome(request: RequestRecord): string {
  return JSON.stringify(columns(request));
}

/** `hello=0123456789abcdef` as `hello=01234567…`. */
function shorten(cookie: string): string {
  const [name = "", value = ""] = cookie.split(/=(.*)/s, 2);
  return `${name}=${value.length > 9 ? `${value.slice(0, 8)}…` : value}`;
}
