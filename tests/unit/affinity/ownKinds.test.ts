import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { httpProxy } from "../../../components/affinity/exposedBy/httpProxy";
import { httpRoute } from "../../../components/affinity/exposedBy/httpRoute";
import type { PlainObject } from "../../../components/affinity/objects";
import {
  type Accepted,
  namesService,
  ownKindOf,
  ownKindsOf,
} from "../../../components/affinity/ownKinds";
import { translate } from "../../../components/affinity/translate";
import { applicationOf } from "../../../scripts/controllers/probe";

describe("the kinds of controllers' own", () => {
  for (const dialect of dialects) {
    const translated = translate(dialect, { cookie: {} }, applicationOf(dialect));
    assert.ok("translation" in translated);
    const { objects = [], service = {} } = translated.translation.native;
    if (objects.length === 0) {
      continue;
    }
    it(`are told of all that is written, and lead from the Service to each: ${dialect.id}`, () => {
      const known: PlainObject[] = [
        { apiVersion: "v1", kind: "Service", metadata: { name: "hello", ...service } },
      ];
      for (const own of ownKindsOf(dialect)) {
        known.push(
          ...objects.filter(
            (object) => ownKindOf(dialect, object) === own && own.concerns(object, known),
          ),
        );
      }
      assert.deepEqual(new Set(known.slice(1)), new Set(objects));
    });

    it(`have no part in another Service: ${dialect.id}`, () => {
      const other = { apiVersion: "v1", kind: "Service", metadata: { name: "other" } };
      for (const object of objects) {
        assert.equal(ownKindOf(dialect, object)?.concerns(object, [other]), false, object.kind);
      }
    });
  }

  it("name a Service by itself, or with its namespace and domain", () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "a", namespace: "n" } };
    for (const [text, expected] of [
      ["a", true],
      ["a.n", true],
      ["a.n.svc.cluster.local", true],
      ["a.m", false],
      ["b", false],
      [undefined, false],
    ] as const) {
      assert.equal(namesService(text, [service]), expected, text);
    }
  });
});

describe("whether a controller has taken an object", () => {
  const condition = (type: string, status: string) => ({
    ...{ type, status, reason: "NoMatch", message: "no listener" },
  });
  const cases: [kind: typeof httpProxy, status: unknown, expected: Accepted][] = [
    [httpProxy, undefined, { state: "pending" }],
    [
      httpProxy,
      { currentStatus: "NotReconciled", description: "Waiting for controller" },
      { state: "pending", because: "Waiting for controller" },
    ],
    [httpProxy, { currentStatus: "valid" }, { state: "accepted" }],
    [
      httpProxy,
      {
        currentStatus: "invalid",
        description: "At least one error present",
        conditions: [{ type: "Valid", status: "False", errors: [{ message: "Secret not found" }] }],
      },
      { state: "refused", because: "Secret not found" },
    ],
    [
      httpProxy,
      { currentStatus: "orphaned", description: "this HTTPProxy is not part of a chain" },
      { state: "refused", because: "this HTTPProxy is not part of a chain" },
    ],
    [httpRoute, undefined, { state: "pending" }],
    [httpRoute, { parents: [] }, { state: "pending" }],
    [
      httpRoute,
      {
        parents: [
          { conditions: [condition("Accepted", "True"), condition("ResolvedRefs", "True")] },
        ],
      },
      { state: "accepted" },
    ],
    [
      httpRoute,
      { parents: [{ conditions: [condition("Accepted", "False")] }] },
      { state: "refused", because: "NoMatch: no listener" },
    ],
    [
      httpRoute,
      {
        parents: [
          { conditions: [condition("Accepted", "True"), condition("ResolvedRefs", "False")] },
        ],
      },
      { state: "refused", because: "NoMatch: no listener" },
    ],
    [
      httpRoute,
      {
        parents: [
          { conditions: [condition("Accepted", "False")] },
          { conditions: [condition("Accepted", "True")] },
        ],
      },
      { state: "accepted" },
    ],
  ];
  for (const [{ object, ownKinds }, status, expected] of cases) {
    it(`is told by its status: ${object}, ${status === undefined ? "none" : JSON.stringify(status)}`, () => {
      assert.deepEqual(ownKinds?.[0]?.acceptance?.read(status), expected);
    });
  }
});
