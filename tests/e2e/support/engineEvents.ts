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
