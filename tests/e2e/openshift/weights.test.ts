import assert from "node:assert/strict";
import { conclusiveRequests } from "../../../verify/statistics";
import { curl, pair } from "../support/curl";
import { eventually } from "../support/eventually";
import { applyRoute } from "../support/routes";
import { TestStack } from "../support/testStack";

describe("a Route with two Services", () => {
  let old: TestStack;
  let next: TestStack;
  const host = () => `both-${old.namespace}.localhost`;
  const url = () => `http://${host()}/`;

  before(async () => {
    old = await TestStack.create({ name: "old" });
    next = await TestStack.create({ name: "next" }, old.namespace);
    await Promise.all([old.up(), next.up()]);
  });
  after(async () => {
    await next.dispose();
    await old.dispose();
  });

  async function share(ofOld: number, ofNext: number): Promise<void> {
    const backend = (name: string, weight: number) => ({ kind: "Service", name, weight });
    await applyRoute({
      name: "both",
      namespace: old.namespace,
      spec: {
        host: host(),
        to: backend("old", ofOld),
        alternateBackends: [backend("next", ofNext)],
      },
    });
  }

  /** The applications that new users come to. */
  async function newUsers(count: number): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: count }, () => curl(url())));
    return answers.map(({ pod }) => pod?.replace(/-\d$/, "") ?? "none");
  }

  it("sends users to both, by their weights", async () => {
    await share(1, 1);
    await eventually(async () => {
      assert.deepEqual(new Set(await newUsers(40)), new Set(["old", "next"]));
    });
  });

  it("of weight 0 gets no new user, and keeps those that it has", async () => {
    await share(1, 0);
    await eventually(async () => {
      assert.deepEqual(new Set(await newUsers(20)), new Set(["old"]));
    });
    const { pod, cookies } = await curl(url());
    assert.match(pod ?? "", /^old-/);

    await share(0, 1);
    await eventually(async () => {
      assert.deepEqual(new Set(await newUsers(20)), new Set(["next"]));
    });
    for (let visit = 0; visit < conclusiveRequests(6); visit += 1) {
      assert.equal((await curl(url(), "--cookie", pair(cookies[0]))).pod, pod);
    }
  });

  it("answers 503 where every weight is 0, but to those who have a cookie", async () => {
    await share(1, 0);
    const kept = await eventually(async () => {
      const answer = await curl(url());
      assert.match(answer.pod ?? "", /^old-/);
      return answer;
    });
    await share(0, 0);
    await eventually(async () => {
      assert.equal((await curl(url())).status, 503);
    });
    assert.equal((await curl(url(), "--cookie", pair(kept.cookies[0]))).pod, kept.pod);
  });
});
