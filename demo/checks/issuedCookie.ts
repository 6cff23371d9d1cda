import type { RequestRecord } from "../http/requestRecord";

/** The value that the response gave to the cookie `name`; undefined when it did not set it. */
export function issuedCookie(record: RequestRecord, name: string): string | undefined {
  const prefix = `${name}=`;
  return record.cookiesIssued.findLast((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
}
