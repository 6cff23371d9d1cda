import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  contains,
  equal,
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  reveal,
  Secret,
  Unknown,
  unknown,
} from "../../../lab/provider/properties/propertyValue";
import { withSecretness } from "../../../lab/provider/properties/secretness";
import { decode, encode } from "../../../lab/provider/properties/wireFormat";

// google-protobuf cannot carry a property of this name.
const anyName = fc.string().filter((name) => name !== "__proto__");

const { value: anyValue } = fc.letrec<{ value: PropertyValue; map: PropertyMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string(),
    fc.constant(unknown),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
    tie("value").map((value) => new Secret(value)),
  ),
  map: fc.dictionary(anyName, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));
const anyMap = fc.dictionary(anyName, anyValue, { maxKeys: 4, noNullPrototype: true });

describe("provider: properties", () => {
  it("survive the way to the engine and back, secrets and unknowns included", () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        assert.ok(equal(decode(encode(map)), map));
      }),
    );
  });

  it("of a request without any are empty", () => {
    assert.deepEqual(decode(undefined), {});
  });

  it("of an asset are refused", () => {
    const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
    assert.throws(() => decode(encode({ file: asset })), /asset.*only text, numbers/);
  });

  it("hold no secret any more once revealed, but the same content", () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        assert.ok(!contains(reveal(map), Secret));
        assert.equal(contains(reveal(map), Unknown), contains(map, Unknown));
      }),
    );
    assert.deepEqual(reveal({ a: [new Secret({ b: new Secret(1) })] }), { a: [{ b: 1 }] });
  });

  it("take secretness over from the inputs, field by field, lists as a whole", () => {
    const live = { spec: { password: "p", user: "u", args: ["a", "b"] }, status: { ready: true } };
    const inputs = { spec: { password: new Secret("p"), user: "u", args: ["a", new Secret("b")] } };
    assert.deepEqual(withSecretness(live, inputs), {
      spec: { password: new Secret("p"), user: "u", args: new Secret(["a", "b"]) },
      status: { ready: true },
    });
  });

  it("of a Secret are secret even if the inputs were not", () => {
    const result = withSecretness({ kind: "Secret", data: { a: "YQ==" }, type: "Opaque" }, {});
    assert.ok(result.data instanceof Secret);
    assert.equal(result.type, "Opaque");
  });

  it("are maps only if they are neither list, secret nor unknown", () => {
    assert.ok(isPropertyMap({}));
    for (const other of [[], new Secret({}), unknown, null, "a", undefined]) {
      assert.ok(!isPropertyMap(other));
    }
  });
});
