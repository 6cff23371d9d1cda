import assert from "node:assert/strict";
import type { PropertyMap } from "../../../lab/provider/properties/propertyValue";
import type { Progress } from "../../../lab/provider/waiting/readiness";
import { parseWaitFor, waitForRule } from "../../../lab/provider/waiting/waitFor";

const admitted = 'jsonpath={.status.ingress[0].conditions[?(@.type=="Admitted")].status}=True';

function route(status: string, message = ""): PropertyMap {
  const conditions: PropertyMap[] = [
    { type: "Other", status: "False" },
    { type: "Admitted", status, reason: "HostAlreadyClaimed", message },
  ];
  return { status: { ingress: [{ routerName: "default", conditions }] } };
}

function look(annotation: string, object: PropertyMap): Progress {
  return waitForRule(parseWaitFor(annotation)).evaluate({
    object,
    related: {},
    elapsed: 0,
    quiet: undefined,
  });
}

describe("provider: pulumi.com/waitFor", () => {
  it("follows a path with a filter", () => {
    assert.ok(look(admitted, route("True")).ready);
    assert.ok(
      look(
        'jsonpath={ $.status.ingress[0].conditions[?@.type=="Admitted"].status }=True',
        route("True"),
      ).ready,
    );
    assert.ok(!look(admitted, route("False")).ready);
    assert.ok(!look(admitted, {}).ready);
  });

  it("says what it found, and what the object's own conditions say", () => {
    const { status, problems } = look(admitted, route("False", "a route in shop has the host"));
    assert.match(status, /^Waiting for jsonpath=.*\(found "False"\)$/);
    assert.match(problems.join("\n"), /\[HostAlreadyClaimed\] a route in shop has the host/);
    assert.match(look(admitted, {}).status, /selects nothing/);
  });

  it("takes any value if none is given, and compares numbers and booleans as texts", () => {
    const object = { status: { host: "", ready: true, count: 3, list: [1] } };
    assert.ok(look("jsonpath={.status.host}", object).ready);
    assert.ok(look("jsonpath={.status.ready}=true", object).ready);
    assert.ok(look("jsonpath={.status.count}=3", object).ready);
    assert.ok(look("jsonpath={.status.list}", object).ready);
    assert.ok(!look("jsonpath={.status.none}", object).ready);
    assert.match(look("jsonpath={.status.list}=1", object).status, /cannot equal a text/);
  });

  it("compares only the first of several values", () => {
    const object = { items: [{ a: "1" }, { a: "2" }] };
    assert.ok(look("jsonpath={.items[*].a}=1", object).ready);
    assert.ok(!look("jsonpath={.items[*].a}=2", object).ready);
  });

  it("looks for a condition by type and status, in any case", () => {
    const object = { status: { conditions: [{ type: "Ready", status: "True" }] } };
    assert.ok(look("condition=Ready", object).ready);
    assert.ok(look("condition=ready=true", object).ready);
    assert.ok(!look("condition=Ready=False", object).ready);
    assert.ok(!look("condition=Synced", object).ready);
    assert.ok(!look("condition=Ready", {}).ready);
  });

  it("holds for a list only if all of it holds", () => {
    const list = JSON.stringify([admitted, "condition=Ready"]);
    const ready = { conditions: [{ type: "Ready", status: "True" }] };
    const object = { status: { ...(route("True").status as PropertyMap), ...ready } };
    assert.ok(look(list, object).ready);
    assert.ok(!look(list, route("True")).ready);
  });

  it("waits until the controller has seen the change", () => {
    const conditions = [{ type: "Ready", status: "True" }];
    const object = (observedGeneration: number): PropertyMap => ({
      metadata: { generation: 2 },
      status: { observedGeneration, conditions },
    });
    assert.ok(!look("condition=Ready", object(1)).ready);
    assert.ok(look("condition=Ready", object(2)).ready);
  });

  const malformed: [annotation: string, message: RegExp][] = [
    ["Ready", /begins neither with "jsonpath=" nor with "condition="/],
    ["jsonpath=.status.a", /is not of the form jsonpath=\{\.path\}/],
    ["jsonpath={.a}=", /has no value after "="/],
    ["condition=", /names no condition type/],
    ["[]", /the list is empty/],
    ['["condition=A", 1]', /not an array of texts/],
    ["[condition=A", /is not a JSON array/],
  ];
  for (const [annotation, message] of malformed) {
    it(`refuses ${annotation}`, () => {
      assert.throws(() => parseWaitFor(annotation), message);
    });
  }
});
