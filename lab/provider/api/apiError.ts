import { stringAt } from "../objects/kubernetesObject";
import type { PropertyValue } from "../properties/propertyValue";

/** The API server refused a request. The message is its own. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** HTTP status code. */
    readonly code: number,
    /** The API's reason: "AlreadyExists", "NotFound", "Invalid", "Conflict", "Forbidden" ... */
    readonly reason: string,
    /** The resource that the error is about, for example "namespaces"; empty if not stated. */
    readonly subject: string,
  ) {
    super(message);
  }

  /** Makes an error of a response's body, which is a `Status` unless something in between answered. */
  static fromResponse(code: number, text: string): ApiError {
    const status = parseStatus(text);
    const reason = stringAt(status, "reason") ?? "";
    const message = stringAt(status, "message") ?? `HTTP status ${code}: ${text.trim()}`;
    return new ApiError(
      reason === "" ? message : `${message} (reason: ${reason})`,
      code,
      reason,
      stringAt(status, "details", "kind") ?? "",
    );
  }
}

function parseStatus(text: string): PropertyValue | undefined {
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    return undefined;
  }
}

/** The API server serves no such kind in that apiVersion. */
export class KindNotServedError extends Error {}

/** True if an error says that the object is not there. */
export function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 404;
}

/** True if an error says that the namespace of the object is not there. */
export function isNamespaceNotFound(error: unknown): boolean {
  return isNotFound(error) && error.subject === "namespaces";
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
