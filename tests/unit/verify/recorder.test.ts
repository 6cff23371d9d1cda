import assert from "node:assert/strict";
import { PodDirectory } from "../../../verify/cluster/podDirectory";
import type { Pod } from "../../../verify/cluster/pod";
import type { Exchange } from "../../../verify/http/exchange";
import { Recorder, tally } from "../../../verify/recorder";

function answer(name: string, address?: string): Exchange {
  return {
    ...{ headers: {}, setCookies: [], body: "", sentAt: performance.now(), milliseconds: 2 },
    answerer: { name, ...(address !== undefined && { address }) },
  };
}

const loss: Exchange = {
  ...{ headers: {}, setCookies: [], body: "", sentAt: performance.now(), milliseconds: 2 },
  lost: "status 502",
};

describe("recorder", () => {
  it("joins what one pod answers, for each client", () => {
    const recorder = new Recorder(new PodDirectory());
    for (const pod of ["a", "a", "b", "b", "b", "a"]) {
      recorder.record(0, answer(pod));
    }
    recorder.record(1, answer("a"));
    recorder.record(1, loss);
    recorder.record(1, answer("a"));
    const { requests, lost, answers, stretches, losses } = recorder.timeline();
    assert.deepEqual([requests, lost], [9, 1]);
    assert.deepEqual(answers, { a: 5, b: 3 + 0 });
    assert.deepEqual(
      stretches.map(({ client, pod, requests }) => `${client} ${pod} ${requests}`),
      ["0 a 2", "0 b 3", "0 a 1", "1 a 2"],
    );
    assert.deepEqual(
      losses.map(({ client, reason }) => [client, reason]),
      [[1, "status 502"]],
    );
  });

  it("counts what new clients get, who have no stretch", () => {
    const recorder = new Recorder(new PodDirectory());
    recorder.record(0, answer("a"));
    recorder.record(undefined, answer("b"));
    recorder.record(undefined, loss);
    const { requests, lost, answers, stretches, losses } = recorder.timeline();
    assert.deepEqual([requests, lost], [3, 1]);
    assert.deepEqual(answers, { a: 1, b: 1 });
    assert.deepEqual(
      stretches.map(({ client }) => client),
      [0],
    );
    assert.deepEqual(
      losses.map(({ client }) => client),
      [undefined],
    );
  });

  it("keeps as much of 100,000 requests as of 10,000", () => {
    const recorder = new Recorder(new PodDirectory());
    for (let number = 0; number < 100_000; number += 1) {
      recorder.record(0, answer(number % 2 === 0 ? "a" : "b"));
      recorder.record(0, loss);
    }
    const { stretches, losses, omitted, answers, lost } = recorder.timeline();
    assert.equal(stretches.length, 5_000);
    assert.equal(losses.length, 5_000);
    assert.equal(omitted, 190_000);
    assert.deepEqual(answers, { a: 50_000, b: 50_000 });
    assert.equal(lost, 100_000);
  });

  it("tallies by name, numbers by their value", () => {
    assert.equal(tally({ "hello-10": 1, "hello-2": 3 }), "hello-2 3, hello-10 1");
  });
});

describe("pod directory", () => {
  const pod = (uid: string, address: string): Pod => ({
    ...{ name: "hello-0", uid, address, ready: true, restarts: 0 },
  });
  let present: Pod[] = [];
  const directory = new PodDirectory({
    list: () => Promise.resolve(present),
    events: () => Promise.resolve([]),
    delete: () => Promise.resolve(),
    stall: () => Promise.resolve(),
    sessionWait: () => Promise.resolve(undefined),
  });

  it("tells a pod from a later one of the same name by its address", async () => {
    present = [pod("1", "10.0.0.1")];
    await directory.refresh();
    const before = directory.keyOf({ name: "hello-0", address: "10.0.0.1" });
    present = [pod("2", "10.0.0.2")];
    await directory.refresh();
    const after = directory.keyOf({ name: "hello-0", address: "10.0.0.2" });
    assert.notEqual(before, after);
    assert.deepEqual(
      [before, after].map((key) => directory.find(key)?.uid),
      ["1", "2"],
    );
    assert.deepEqual(
      [before, after].map((key) => directory.label(key)),
      ["hello-0", "hello-0 (2nd)"],
    );
  });

  it("does so by the UID where answers tell no address", () => {
    assert.equal(directory.keyOf({ name: "hello-0" }), "2");
  });

  it("finds a pod by its address as well", () => {
    assert.equal(directory.find(directory.keyOf({ name: "10.0.0.2" }))?.uid, "2");
  });

  it("uses what the answers say without a cluster", () => {
    const alone = new PodDirectory();
    assert.equal(alone.keyOf({ name: "a" }), "a");
    assert.equal(alone.label("a 10.0.0.1"), "a");
    assert.equal(alone.find("a"), undefined);
  });
});
