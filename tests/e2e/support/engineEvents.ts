import type { EngineEvent } from "@pulumi/pulumi/automation";

/** `operation type name` of every resource that the engine did something to, sorted. */
export function operations(events: readonly EngineEvent[]): string[] {
  return events
    .flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []))
    .filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:"))
    .map(({ op, type, urn }) => `${op} ${type} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

/** Every message of the engine, the provider and the program. */
export function messages(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent ? [diagnosticEvent.message] : [],
  );
}

/**
 * What a plugin may warn of although all is well: the official one tells every 10 s which pods are
 * not ready yet, and the engine that a plugin of `E2E_PROVIDER` is older than the SDK.
 */
const harmless = [/^\[Pod [^\]]+\]: /, /resource plugin kubernetes is expected to have version/];

/** Every warning and error, but the harmless ones. */
export function warnings(events: readonly EngineEvent[]): string[] {
  const warned = events.filter(({ diagnosticEvent }) =>
    ["warning", "error"].includes(diagnosticEvent?.severity ?? ""),
  );
  return messages(warned).filter(
    (message) => !harmless.some((pattern) => pattern.test(withoutColor(message))),
  );
}

/** The engine marks colours by `<{%fg 3%}>`. */
function withoutColor(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "");
}

/** Every message about one resource of the program. */
export function messagesAbout(
  events: readonly EngineEvent[],
  type: string,
  name: string,
): string[] {
  return messages(
    events.filter(({ diagnosticEvent }) => diagnosticEvent?.urn?.endsWith(`${type}::${name}`)),
  );
}
