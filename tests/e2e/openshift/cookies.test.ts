import assert from "node:assert/strict";
import { attributes, curl, pair } from "../support/curl";
import { eventually } from "../support/eventually";
import { applyRoute } from "../support/routes";
import { TestStack } from "../support/testStack";

/** So many requests find all of three pods, but for one time in 20 million. */
const enough = 42;

describe("the cookie of a Route on plain http", () => {
  let stack: TestStack;
  let url: string;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
    url = await stack.url();
    await eventually(async () => {
      assert.equal((await curl(url)).status, 200);
    });
  });
  after(() => stack.dispose());

  function home(cookie: string, at = url): Promise<(string | undefined)[]> {
    return Promise.all(
      Array.from({ length: 14 }, async () => (await curl(at, "--cookie", cookie)).pod),
    );
  }

  it("has the name that the program gives it", async () => {
    const { cookies } = await curl(url);
    assert.equal(cookies.length, 1);
    assert.match(cookies[0] ?? "", /^hello=[0-9a-f]{32}; path=\/; HttpOnly$/);
  });

  it("is there without a name too, under one that the router makes up", async () => {
    const { namespace } = stack;
    const host = `bare-${namespace}.localhost`;
    const spec = { host, to: { kind: "Service", name: "hello" } };
    await applyRoute({ name: "bare", namespace, spec });
    const { pod, cookies } = await eventually(async () => {
      const answer = await curl(`http://${host}/`);
      assert.equal(answer.status, 200);
      return answer;
    });
    assert.match(cookies[0] ?? "", /^[0-9a-f]{32}=[0-9a-f]{32}; path=\/; HttpOnly$/);
    assert.deepEqual(new Set(await home(pair(cookies[0]), `http://${host}/`)), new Set([pod]));
  });

  it("keeps its user on the pod, and is issued once", async () => {
    const first = await curl(url);
    assert.deepEqual(new Set(await home(pair(first.cookies[0]))), new Set([first.pod]));
    const second = await curl(url, "--cookie", pair(first.cookies[0]));
    assert.deepEqual(second.cookies, []);
  });

  it("is issued again, for any pod, when the user has deleted it", async () => {
    const answers = await Promise.all(Array.from({ length: enough }, () => curl(url)));
    assert.equal(new Set(answers.map(({ pod }) => pod)).size, 3);
    assert.ok(answers.every(({ cookies }) => cookies.length === 1));
  });

  for (const [what, value] of [
    ["made up", "made-up"],
    ["that of a pod that is gone", "0123456789abcdef0123456789abcdef"],
    ["empty", ""],
  ] as const) {
    it(`is replaced by a good one when it is ${what}`, async () => {
      const { status, pod, cookies } = await curl(url, "--cookie", `hello=${value}`);
      assert.equal(status, 200);
      assert.match(cookies[0] ?? "", /^hello=[0-9a-f]{32};/);
      assert.equal(attributes(cookies[0]), "path=/; HttpOnly");
      assert.deepEqual(new Set(await home(pair(cookies[0]))), new Set([pod]));
    });
  }

  it("is the same for a pod from whatever request", async () => {
    const answers = await Promise.all(Array.from({ length: enough }, () => curl(url)));
    const values = new Map(answers.map(({ pod, cookies }) => [pod, pair(cookies[0])]));
    for (const { pod, cookies } of answers) {
      assert.equal(pair(cookies[0]), values.get(pod));
    }
    assert.equal(new Set(values.values()).size, 3);
  });

  it("is not there when the affinity is switched off", async () => {
    await stack.configure({ affinity: "none" });
    await stack.up();
    await eventually(async () => {
      assert.deepEqual((await curl(url)).cookies, []);
    });
    const answers = await Promise.all(Array.from({ length: enough }, () => curl(url)));
    assert.equal(new Set(answers.map(({ pod }) => pod)).size, 3);
  });
});
