/** One request and what became of it. */
export interface RequestRecord {
  /** Position among the run's requests, from 1. */
  readonly number: number;
  /** What the request was for: the name of a check. */
  readonly purpose: string;
  /** The `Cookie` header that was sent, if any. */
  readonly cookieSent?: string;
  /** `name=value` of each cookie that the response set. */
  readonly cookiesIssued: readonly string[];
  /** HTTP status, when there was a response. */
  readonly status?: number;
  /** The pod that answered, by the `Server name:` line of the body. */
  readonly pod?: string;
  /** The pod's own address, by the `Server address:` line of the body, without the port. */
  readonly podAddress?: string;
  /** Why the request counts as lost; absent when a pod answered it. */
  readonly lost?: string;
  /** From the start of the connection to the end of the body, in milliseconds. */
  readonly milliseconds: number;
}

/** A request that a pod answered. */
export type AnsweredRequest = RequestRecord & { readonly pod: string; readonly lost?: undefined };

/** Whether a pod answered the request. */
export function isAnswered(record: RequestRecord): record is AnsweredRequest {
  return record.lost === undefined && record.pod !== undefined;
}
