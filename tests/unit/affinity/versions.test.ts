import assert from "node:assert/strict";
import { dialects, withoutAffinity } from "../../../components/affinity/dialects";
import { isRightFor, releaseIn, releasesOf } from "../../../components/affinity/versions";

const why = "";

describe("the releases that a dialect is right for", () => {
  it("are told by as many numbers as the bound has", () => {
    for (const [bounds, release, expected] of [
      [{ since: "1.10" }, "1.10.0", true],
      [{ since: "1.10" }, "1.9.9", false],
      [{ since: "1.10" }, "2.0.0", true],
      [{ until: "1.9" }, "1.9.1", true],
      [{ until: "1.9" }, "1.10.0", false],
      [{ since: "3.7.13" }, "3.7.12", false],
      [{ since: "3.7.13" }, "3.7.13", true],
      [{}, "0.1.0", true],
    ] as const) {
      assert.equal(isRightFor({ ...bounds, why }, release), expected, JSON.stringify(bounds));
    }
  });

  it("have words", () => {
    assert.equal(releasesOf({ since: "1.10", why }), "1.10 and later");
    assert.equal(releasesOf({ until: "1.9", why }), "1.9 and earlier");
    assert.equal(releasesOf({ since: "1.1", until: "1.9", why }), "1.1 to 1.9");
  });

  it("are found in the tag of the controller's image", () => {
    const versions = { image: "envoyproxy/gateway", why };
    assert.equal(releaseIn(versions, ["docker.io/envoyproxy/gateway:v1.9.1"]), "1.9.1");
    assert.equal(
      releaseIn(versions, ["a:1.2.3", "eu.example:5000/envoyproxy/gateway:1.10.0-rc.1@sha256:ab"]),
      "1.10.0",
    );
    assert.equal(
      releaseIn(versions, ["envoyproxy/gateway:latest", "other/gateway:v1.2.3"]),
      undefined,
    );
    assert.equal(releaseIn({ why }, ["a:1.2.3"]), undefined);
  });

  it("name a dialect for the others that there is", () => {
    const ids = [...dialects, ...withoutAffinity].map(({ id }) => id);
    for (const { versions } of dialects) {
      assert.ok(versions?.otherwise === undefined || ids.includes(versions.otherwise));
    }
  });
});
