import { messageOf } from "../message";
import { mostHeaderBytes } from "./limits";

/** At which point a request failed that has no whole answer. */
export type FailureStage =
  /** No connection: nothing listens, nothing is there, no certificate that is trusted. */
  | "connection"
  /** A connection, and no answer of HTTP on it. */
  | "answer"
  /** Connected, and no whole answer in time. */
  | "time"
  /** An answer whose headers are too large. */
  | "headers";

/** Why a request has no whole answer. */
export interface Failure {
  readonly stage: FailureStage;
  /** In words. */
  readonly reason: string;
}

/** A request that took too long. */
export class TimeoutError extends Error {
  /** @param missing what was still waited for */
  constructor(
    readonly missing: "connection" | "whole answer",
    milliseconds: number,
  ) {
    super(`no ${missing} within ${milliseconds / 1000} s`);
  }
}

const headerOverflows = new Set(["HPE_HEADER_OVERFLOW", "UND_ERR_HEADERS_OVERFLOW"]);

/** Codes of errors before there is a connection. */
const connectionCodes =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM|UND_ERR_CONNECT)|^(ERR_TLS_|CERT_|DEPTH_|UNABLE_TO_|SELF_SIGNED|ERR_SSL_)/;

/** What an error of a transport says of the request. */
export function failureOf(error: unknown): Failure {
  const codes = codesOf(error);
  if (codes.some((code) => headerOverflows.has(code))) {
    return {
      stage: "headers",
      reason: `the answer's headers are larger than ${mostHeaderBytes / 1024} KiB, more than browsers take`,
    };
  }
  const reason = messageOf(error);
  if (error instanceof TimeoutError) {
    return { stage: error.missing === "connection" ? "connection" : "time", reason };
  }
  return {
    stage: codes.some((code) => connectionCodes.test(code)) ? "connection" : "answer",
    reason,
  };
}

/** The codes of an error and, for a host with several addresses, of what it stands for. */
function codesOf(error: unknown): string[] {
  const { code, errors = [] } = (error ?? {}) as { code?: unknown; errors?: readonly unknown[] };
  return [...(typeof code === "string" ? [code] : []), ...errors.flatMap(codesOf)];
}
