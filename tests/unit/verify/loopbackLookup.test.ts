import assert from "node:assert/strict";
import { isLoopbackName, loopbackLookup } from "../../../verify/http/loopbackLookup";

describe("lookup of host names", () => {
  for (const name of ["localhost", "hello.localhost", "a.b.LOCALHOST", "hello.localhost."]) {
    it(`takes ${name} for this machine`, () => {
      assert.ok(isLoopbackName(name));
    });
  }

  for (const name of ["example.com", "notlocalhost", "localhost.example.com", ""]) {
    it(`leaves "${name}" to the resolver`, () => {
      assert.ok(!isLoopbackName(name));
    });
  }

  it("answers with both addresses, IPv4 first, where all are asked for", (done) => {
    loopbackLookup("hello.localhost", { all: true }, (error, addresses) => {
      assert.equal(error, null);
      assert.deepEqual(addresses, [
        { address: "127.0.0.1", family: 4 },
        { address: "::1", family: 6 },
      ]);
      done();
    });
  });

  it("answers with one address of the family asked for", (done) => {
    loopbackLookup("hello.localhost", { family: 6 }, (error, address, family) => {
      assert.equal(error, null);
      assert.deepEqual([address, family], ["::1", 6]);
      done();
    });
  });
});
