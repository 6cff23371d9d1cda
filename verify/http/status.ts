import { STATUS_CODES } from "node:http";

/** Statuses from one to another, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** What counts as an answer of the application where nothing else is asked for. */
export const successful: StatusRange = { from: 200, to: 299 };

/**
 * Reads `404`, `300-399` and several of them with commas.
 *
 * @throws Error that says what is allowed
 */
export function parseStatuses(text: string): StatusRange[] {
  return text.split(",").map((part) => {
    const [, from = "", to = from] = /^([2-5]\d\d)(?:-([2-5]\d\d))?$/.exec(part.trim()) ?? [];
    if (from === "" || Number(to) < Number(from)) {
      throw new Error("allowed: statuses from 200 to 599, such as 404, 300-399 or 401,403");
    }
    return { from: Number(from), to: Number(to) };
  });
}

/** Whether the status is in one of the ranges. */
export function isAmong(status: number, ranges: readonly StatusRange[]): boolean {
  return ranges.some(({ from, to }) => status >= from && status <= to);
}

/** `status 429 (Too Many Requests)`, with the wait that the answer asks for. */
export function describeStatus(status: number, retryAfterMilliseconds?: number): string {
  const wait =
    retryAfterMilliseconds === undefined
      ? []
      : [`Retry-After: ${Math.ceil(retryAfterMilliseconds / 1000)} s`];
  const facts = [STATUS_CODES[status], ...wait].filter((fact) => fact !== undefined);
  return `status ${status}${facts.length === 0 ? "" : ` (${facts.join("; ")})`}`;
}

/**
 * How long the answer asks its client to wait, in milliseconds; undefined where it does not ask. RFC 9110, 10.2.3:
 * seconds or a date.
 */
export function retryAfter(
  header: string | undefined,
  now: number = Date.now(),
): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  const text = header.trim();
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  // All forms of a date begin with a day of the week; what else `parse` takes is none.
  const milliseconds = /^[A-Z][a-z]/.test(text) ? Date.parse(text) - now : NaN;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
