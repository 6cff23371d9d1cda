import { safeText } from "../cli/terminal/safeText";
import { VerifyError } from "./verifyError";

/** What an error says, for a sentence of our own; in one line, and safe to print, unless it is our own sentence. */
export function messageOf(error: unknown): string {
  return error instanceof VerifyError ? error.message : safeText(textOf(error));
}

function textOf(error: unknown): string {
  // A host with several addresses fails with one error for each, and no message of its own.
  if (error instanceof AggregateError && error.message === "") {
    return [...new Set(error.errors.map(textOf))].join("; ");
  }
  return fromApiServer(error) ?? (error instanceof Error ? error.message : String(error));
}

/** What the API server says; the client's own message is a page with all headers. */
function fromApiServer(error: unknown): string | undefined {
  const { code, body } = (error ?? {}) as { code?: unknown; body?: unknown };
  if (typeof code !== "number" || typeof body !== "string") {
    return undefined;
  }
  try {
    const { message } = JSON.parse(body) as { message?: string };
    return `${message ?? body} (status ${code})`;
  } catch {
    return `status ${code}`;
  }
}

/** `1 pod`, `2 pods`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A moment of `Date.toISOString` for people: `2026-01-31 12:00:00 UTC`. */
export function moment(iso: string): string {
  return iso.replace("T", " ").replace(/\.\d+Z$/, " UTC");
}
