import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { messagesAbout, warnings } from "../../e2e/support/engineEvents";

const service = "urn:pulumi:k8s::sticky-session::sticky:index:StickyApp$kubernetes:core/v1:Service";

/** A message of the engine, as the automation API passes it on. */
function event(severity: "info" | "warning" | "error", message: string, urn?: string): EngineEvent {
  const diagnosticEvent = { severity, message, color: "raw", urn };
  return { sequence: 0, timestamp: 0, diagnosticEvent };
}

describe("the warnings of an operation", () => {
  it("are its warnings and errors", () => {
    assert.deepEqual(warnings([event("info", "a"), event("warning", "b"), event("error", "c")]), [
      "b",
      "c",
    ]);
  });

  it("are not those of the official plugin about pods that are not ready yet", () => {
    const message = "[Pod shop/hello-0]: containers with unready status: [hello]";
    const inColor = `<{%reset%}>${message}<{%reset%}>\n`;
    assert.deepEqual(warnings([event("warning", message), event("warning", inColor)]), []);
  });

  it("are not those of the engine about a plugin that is older than the SDK", () => {
    const message =
      "resource plugin kubernetes is expected to have version >=4.34.2, but has 4.25.0; the wrong version may be on your path";
    assert.deepEqual(warnings([event("warning", message)]), []);
  });
});

describe("the messages about a resource", () => {
  it("are not those about one whose name begins or ends alike", () => {
    const events = ["hello", "hello-headless", "say-hello"].map((name) =>
      event("info", name, `${service}::${name}`),
    );
    assert.deepEqual(messagesAbout(events, "kubernetes:core/v1:Service", "hello"), ["hello"]);
  });
});
