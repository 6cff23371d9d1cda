import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { programSource } from "../../../components/resolve/report";
import type { RolloutCluster } from "../../../components/rollout/rolloutCluster";
import { rolloutState } from "../../../components/rollout/rolloutState";
import { watchRollout } from "../../../components/rollout/watchRollout";
import { podWith, waiting } from "./pods";

const revision = { "controller-revision-hash": "new" };

/** A StatefulSet of three pods. */
function statefulSet(status: object, generation = 1): object {
  return {
    metadata: { generation },
    spec: { replicas: 3, selector: { matchLabels: { a: "b", c: "d" } } },
    status: { observedGeneration: 1, updateRevision: "new", replicas: 3, ...status },
  };
}

const done = statefulSet({ readyReplicas: 3, updatedReplicas: 3 });
const begun = statefulSet({ readyReplicas: 3, updatedReplicas: 1 });

/** A cluster whose StatefulSet changes with each look at it; the last one stays. */
function clusterWith(
  states: readonly object[],
  parts: Partial<RolloutCluster> = {},
): RolloutCluster {
  let look = 0;
  return {
    namespace: "default",
    statefulSet: () => Promise.resolve(states[Math.min(look++, states.length - 1)]),
    pods: () => Promise.resolve([]),
    events: () => Promise.resolve([]),
    lastLog: () => Promise.resolve(""),
    ...parts,
  };
}

async function watched(
  cluster: RolloutCluster,
  { source = programSource("hello"), patience = 5000 } = {},
): Promise<string[]> {
  const progress: string[] = [];
  await watchRollout({
    ...{ cluster, source, patience, namespace: "shop", name: "hello", interval: 1 },
    progress: (message) => progress.push(message),
  });
  return progress;
}

const broken = podWith(
  waiting("CreateContainerConfigError", "image has non-numeric user (odoo\u001b[2J)"),
  { labels: revision },
);

describe("the state of a rollout", () => {
  for (const [title, object, expected] of [
    ["is done with all pods ready and new", done, true],
    [
      "is not done before the controller has seen the change",
      statefulSet({ readyReplicas: 3, updatedReplicas: 3 }, 2),
      false,
    ],
    ["is not done with an old pod", begun, false],
    [
      "is not done with a pod that is not ready",
      statefulSet({ readyReplicas: 2, updatedReplicas: 3 }),
      false,
    ],
    [
      "is not done with a pod too many",
      statefulSet({ readyReplicas: 3, updatedReplicas: 3, replicas: 4 }),
      false,
    ],
    ["is not done without a status", { spec: {} }, false],
  ] as const) {
    it(title, () => {
      assert.equal(rolloutState(object).done, expected);
    });
  }

  it("leaves out the revision where pods are replaced by hand", () => {
    const byHand = { ...begun, spec: { replicas: 3, updateStrategy: { type: "OnDelete" } } };
    assert.equal(rolloutState(byHand).done, true);
  });
});

describe("watchRollout", () => {
  it("ends once all pods are ready, and tells how far it is", async () => {
    assert.deepEqual(await watched(clusterWith([begun, begun, done])), ["1 of 3 pods are ready"]);
  });

  it("looks for the pods that the StatefulSet selects", async () => {
    const asked: string[][] = [];
    const cluster = clusterWith([begun, done], {
      pods: (...request) => {
        asked.push(request.map(String));
        return Promise.resolve([]);
      },
    });
    await watched(cluster);
    assert.deepEqual(asked, [["shop", "a=b,c=d"]]);
  });

  it("fails with the reason and the setting, without a character that acts on a terminal", async () => {
    const cluster = clusterWith([begun], { pods: () => Promise.resolve([broken]) });
    await assert.rejects(watched(cluster), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(
        error.message,
        `The pod hello-0 cannot start: the image odoo:17 runs as root or as a user without a number, and the pods run as no root user.
  seen:     CreateContainerConfigError: image has non-numeric user (odoo\\u{1b}[2J)
  set:      runAsUser: the number of the image's user (id -u in the image tells it)`,
      );
      assert.equal(error.stack, error.message);
      return true;
    });
  });

  it("fails with the command of its source", async () => {
    const source = {
      ...programSource("hello"),
      prefix: "sticky-session:",
      commandFor: ({ setting, example }: { setting: string; example?: string | null }) =>
        `set ${setting} ${String(example)}`,
    };
    const cluster = clusterWith([begun], { pods: () => Promise.resolve([broken]) });
    await assert.rejects(watched(cluster, { source }), (error: Error) => {
      assert.match(error.message, /\n {2}set: {6}sticky-session:runAsUser: /);
      assert.match(error.message, /\n {2}fix: {6}set runAsUser <runAsUser>$/);
      return true;
    });
  });

  it("leaves pods alone that are of the old revision, or that end", async () => {
    const old = podWith(waiting("ErrImagePull", "not found"), {
      labels: { "controller-revision-hash": "old" },
    });
    const ending = { ...broken, metadata: { labels: revision, deletionTimestamp: "now" } };
    const cluster = clusterWith([begun, done], { pods: () => Promise.resolve([old, ending]) });
    await assert.doesNotReject(watched(cluster));
  });

  it("fails where the cluster refuses the pods", async () => {
    const cluster = clusterWith([statefulSet({ replicas: 0 })], {
      events: (_, kind) =>
        Promise.resolve(
          kind === "StatefulSet"
            ? [
                {
                  reason: "FailedCreate",
                  message: 'pods "hello-0" is forbidden: violates PodSecurity',
                },
              ]
            : [],
        ),
    });
    await assert.rejects(
      watched(cluster),
      /^Error: The pods of hello cannot be made: the cluster refuses them\.\n {2}seen: {5}pods "hello-0" is forbidden/,
    );
  });

  it("fails after a time without progress, with where to look", async () => {
    await assert.rejects(
      watched(clusterWith([begun]), { patience: 20 }),
      /^Error: 1 of 3 pods of hello are ready, and no further one[^]*kubectl describe pods --namespace shop/,
    );
  });

  it("bears answers that fail, and not for ever", async () => {
    let failures = 0;
    const failing = (times: number) =>
      clusterWith([done], {
        statefulSet: () =>
          failures++ < times
            ? Promise.reject(new Error("connection reset"))
            : Promise.resolve(done),
      });
    await assert.doesNotReject(watched(failing(1)));
    failures = 0;
    await assert.rejects(watched(failing(9)), /connection reset/);
  });
});
