import assert from "node:assert/strict";
import { objectFiles, stream } from "../../../migrate/output";

describe("what migrate writes", () => {
  it("quotes what YAML 1.1, which Kubernetes reads, takes for no text", () => {
    const annotations = { buffering: "on", answer: "y", "wait-for": "off" };
    const object = { apiVersion: "v1", kind: "Service", metadata: { name: "web", annotations } };
    for (const text of [stream([object]), objectFiles([object])[0]?.content ?? ""]) {
      for (const value of Object.values(annotations)) {
        assert.match(text, new RegExp(`: "${value}"$`, "m"));
      }
    }
  });
});
