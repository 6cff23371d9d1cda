import assert from "node:assert/strict";
import { type PodFailure, podFailure } from "../../../components/rollout/podFailure";
import { now, podWith, restarted, waiting } from "./pods";

function failureOf(
  pod: object,
  { events = [], log = "" }: { events?: string[]; log?: string } = {},
): Promise<PodFailure | undefined> {
  return podFailure({
    pod,
    events: () => Promise.resolve(events.map((message) => ({ message }))),
    lastLog: () => Promise.resolve(log),
    now,
  });
}

const nonNumeric =
  "container has runAsNonRoot and image has non-numeric user (odoo), cannot verify user is non-root";

describe("a pod cannot start", () => {
  it("as a user without a number, and as root", async () => {
    for (const message of [
      nonNumeric,
      "container has runAsNonRoot and image will run as root (pod: x)",
    ]) {
      assert.deepEqual(await failureOf(podWith(waiting("CreateContainerConfigError", message))), {
        reason:
          "the image odoo:17 runs as root or as a user without a number, and the pods run as no root user",
        seen: `CreateContainerConfigError: ${message}`,
        setting: "runAsUser",
        advice: "the number of the image's user (id -u in the image tells it)",
      });
    }
  });

  it("without an image that is there", async () => {
    for (const [reason, message] of [
      ["ErrImagePull", "odoo:17: not found"],
      ["ImagePullBackOff", 'Back-off pulling image "odoo:17": manifest unknown'],
      ["InvalidImageName", "couldn't parse image name"],
    ] as const) {
      const failure = await failureOf(podWith(waiting(reason, message)));
      assert.equal(failure?.reason, "the image odoo:17 cannot be pulled");
      assert.equal(failure.setting, "image");
      assert.equal(failure.seen, `${reason}: ${message}`);
    }
  });

  it("without an image that the node has and may not pull", async () => {
    const message = 'Container image "odoo:17" is not present with pull policy of Never';
    const failure = await failureOf(podWith(waiting("ErrImageNeverPull", message)));
    assert.equal(failure?.setting, "imagePullPolicy");
    assert.equal(failure.seen, `ErrImageNeverPull: ${message}`);
    assert.equal(failure.example, "IfNotPresent");
  });

  it("without a secret for its registry, and names the one that it has", async () => {
    const status = waiting("ErrImagePull", "pull access denied, repository does not exist");
    const without = await failureOf(podWith(status));
    assert.equal(without?.setting, "imagePullSecrets");
    assert.match(without.advice, /^the names of Secrets of the namespace/);
    const spec = { imagePullSecrets: [{ name: "regcred" }] };
    const having = await failureOf(podWith(status, { spec }));
    assert.match(having?.advice ?? "", /it has regcred now/);
    assert.equal(having?.fix, "kubectl get secret regcred");
  });

  it("with less memory than it needs", async () => {
    const failure = await failureOf(podWith(restarted("OOMKilled", 137)));
    assert.equal(failure?.setting, "resources.limits.memory");
    assert.equal(
      failure.seen,
      "OOMKilled: container application ended with exit code 137 and was restarted 1 times",
    );
  });

  it("on a file system that can only be read", async () => {
    const log = 'starting\nmkdir: "/var/cache/nginx": Read-only file system \nexit';
    const mounts = [
      { name: "writable-0", mountPath: "/tmp" },
      { name: "data", mountPath: "/data" },
    ];
    const spec = { containers: [{ name: "application", volumeMounts: mounts }] };
    const failure = await failureOf(podWith(restarted("Error", 1), { spec }), { log });
    assert.equal(failure?.setting, "writablePaths");
    assert.equal(failure.example, '["/tmp","<folder>"]');
    assert.equal(failure.seen, 'mkdir: "/var/cache/nginx": Read-only file system');
  });

  it("where its startup probe is never answered", async () => {
    const failure = await failureOf(podWith(restarted("Error", 143)), {
      events: [
        "Startup probe failed: HTTP probe failed with statuscode: 404",
        "Container application failed startup probe, will be restarted",
      ],
    });
    assert.equal(failure?.setting, "probePath");
    assert.equal(failure.seen, "Startup probe failed: HTTP probe failed with statuscode: 404");
  });

  it("where what it refers to is not there for half a minute", async () => {
    const missing = waiting("CreateContainerConfigError", 'secret "db" not found');
    const failure = await failureOf(podWith(missing, { ageSeconds: 31 }));
    assert.match(failure?.reason ?? "", /^the pod refers to a secret that is not there/);
    assert.equal(failure?.fix, "kubectl describe secret db");
    const key = waiting(
      "CreateContainerConfigError",
      "couldn't find key password in Secret shop/db",
    );
    const ofKey = await failureOf(podWith(key, { ageSeconds: 31 }));
    assert.equal(ofKey?.fix, "kubectl describe secret db");
  });

  it("and no command is made of a name that is none", async () => {
    const missing = waiting("CreateContainerConfigError", 'secret "a;rm -rf ~" not found');
    const failure = await failureOf(podWith(missing, { ageSeconds: 31 }));
    assert.ok(failure);
    assert.equal(failure.fix, undefined);
  });
});

describe("a pod may still start", () => {
  for (const [title, pod] of [
    ["while it is made", podWith(waiting("ContainerCreating", ""))],
    ["while a registry is out", podWith(waiting("ErrImagePull", "i/o timeout"))],
    [
      "while what it refers to may come",
      podWith(waiting("CreateContainerConfigError", 'secret "db" not found'), { ageSeconds: 29 }),
    ],
    ["after one end for lack of memory", podWith(restarted("OOMKilled", 137, 0))],
    ["while it waits for a database, however often it ends", podWith(restarted("Error", 1, 9))],
    ["while it waits for a node", { metadata: {}, status: { phase: "Pending" } }],
    ["once it is ready", podWith({ ...restarted("OOMKilled", 137), ready: true })],
  ] as const) {
    it(title, async () => {
      assert.equal(await failureOf(pod, { log: "cannot connect" }), undefined);
    });
  }

  it("unless the registry is out for two minutes", async () => {
    const pod = podWith(waiting("ErrImagePull", "i/o timeout"), { ageSeconds: 121 });
    assert.equal((await failureOf(pod))?.setting, "image");
  });
});
