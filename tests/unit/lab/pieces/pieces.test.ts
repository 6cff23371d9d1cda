import assert from "node:assert/strict";

import { type Listener, listeners } from "../../../../lab/network";
import { pieces } from "../../../../lab/pieces/pieces";

describe("pieces", () => {
  it("have names of their own", () => {
    const names = pieces.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  it("come after those that they need", () => {
    const before = new Set<string>();
    for (const { name, needs } of pieces) {
      for (const needed of needs) {
        assert.ok(before.has(needed), `${name} comes before ${needed}`);
      }
      before.add(name);
    }
  });

  it("do not listen on one port twice", () => {
    const ports = Object.values<Listener>(listeners).map(({ port }) => port);
    assert.equal(new Set(ports).size, ports.length);
  });

  it("want an IngressClass traefik in the cluster, for Traefik's controller", () => {
    const classes = pieces
      .flatMap(({ manifests = [] }) => manifests)
      .filter(({ kind }) => kind === "IngressClass");
    assert.deepEqual(
      classes.map(({ metadata, spec }) => [metadata.name, spec]),
      [["traefik", { controller: "traefik.io/ingress-controller" }]],
    );
  });

  it("give nobody the right to write more than the status of Ingresses", () => {
    const writing = pieces
      .flatMap(({ manifests = [] }) => manifests)
      .filter(({ kind }) => kind === "ClusterRole")
      .flatMap(({ rules }) => rules as { resources: string[]; verbs: string[] }[])
      .filter(({ verbs }) => verbs.some((verb) => !["get", "list", "watch"].includes(verb)));
    assert.deepEqual(
      writing.map(({ resources, verbs }) => [resources, verbs]),
      [[["ingresses/status"], ["update"]]],
    );
  });
});
