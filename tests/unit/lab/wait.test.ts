import assert from "node:assert/strict";
import { waitUntil } from "../../../lab/process/wait";

describe("waitUntil", () => {
  const { signal } = new AbortController();

  it("looks again where something is missing or looking fails", async () => {
    let looks = 0;
    await waitUntil(
      () => {
        looks += 1;
        return looks === 1
          ? Promise.resolve("the server")
          : looks === 2
            ? Promise.reject(new Error("no answer within 2 s"))
            : Promise.resolve(undefined);
      },
      { seconds: 5, signal, pollMilliseconds: 1 },
    );
    assert.equal(looks, 3);
  });

  it("ends with what was missing last", async () => {
    await assert.rejects(
      waitUntil(() => Promise.reject(new Error("no answer within 2 s")), {
        ...{ seconds: 0.01, signal, pollMilliseconds: 1 },
      }),
      { message: "not ready after 0.01 s: no answer within 2 s" },
    );
  });
});
