import assert from "node:assert/strict";
import { stringAt, valueAt } from "../../../lab/provider/objects/kubernetesObject";
import { type Autonaming, withName } from "../../../lab/provider/objects/naming";
import { unknown } from "../../../lab/provider/properties/propertyValue";

const request = (
  autonaming?: Autonaming,
  seed = "",
): { resourceName: string; randomSeed: Uint8Array; autonaming?: Autonaming } => ({
  resourceName: "web",
  randomSeed: Buffer.from(seed),
  autonaming,
});
const annotations = { "pulumi.com/autonamed": "true" };

describe("provider: names", () => {
  it("that are given stay, known or not", () => {
    for (const name of ["hello", unknown]) {
      const object = { metadata: { name } };
      assert.equal(withName(object, undefined, request()), object);
    }
  });

  it("that are missing are made of the resource's name and eight hexadecimal digits, and annotated", () => {
    const { metadata } = withName({}, undefined, request());
    assert.match(stringAt(metadata, "name") ?? "", /^web-[0-9a-f]{8}$/);
    assert.deepEqual(valueAt(metadata, "annotations"), annotations);
  });

  it("differ each time without a seed, and are the same for the same seed", () => {
    const named = (seed: string): unknown => withName({}, undefined, request(undefined, seed));
    assert.notDeepEqual(named(""), named(""));
    assert.deepEqual(named("a"), named("a"));
    assert.notDeepEqual(named("a"), named("b"));
  });

  it("that were made before are kept", () => {
    const old = { metadata: { name: "web-12345678", annotations } };
    assert.deepEqual(withName({ metadata: { labels: { a: "b" } } }, old, request()), {
      metadata: { labels: { a: "b" }, name: "web-12345678", annotations },
    });
  });

  it("that were given before are not kept as automatic ones", () => {
    const named = withName({}, { metadata: { name: "web" } }, request(undefined, "seed"));
    assert.notDeepEqual(named, { metadata: { name: "web", annotations } });
  });

  it("are the engine's if it proposes one", () => {
    for (const mode of ["propose", "enforce"] as const) {
      assert.deepEqual(withName({}, undefined, request({ mode, proposedName: "web-dev" })), {
        metadata: { name: "web-dev", annotations },
      });
    }
  });

  it("have to be given if automatic ones are disabled", () => {
    assert.throws(
      () => withName({}, undefined, request({ mode: "disable", proposedName: "" })),
      /automatic naming is disabled: set metadata.name/,
    );
  });
});
