import assert from "node:assert/strict";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { StickyApp } from "../../components/stickyApp";
import { image, inputsOf, onKubernetes, onOpenshift } from "./stickyApp/children";
import { gatedPodSpec } from "./support/expected";
import { type Registered, run } from "./support/mocks";

async function made(args: StickyAppArgs): Promise<Registered[]> {
  return (await run(() => new StickyApp("hello", args))).registered;
}

function podOf(registered: Registered[]): unknown {
  const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
    spec: { template: { spec: unknown } };
  };
  return spec.template.spec;
}

describe("the application's container", () => {
  const usual = gatedPodSpec("hello", image);
  const [application, ...others] = usual.containers;

  it("is started as it was asked for, and nothing beside it", async () => {
    const registered = await made({
      ...onKubernetes,
      imagePullPolicy: "Always",
      command: ["/bin/app"],
      args: ["start", ""],
      runAsUser: 1000,
      runAsGroup: 1001,
      fsGroup: 1002,
      readOnlyRootFilesystem: false,
    });
    assert.deepEqual(podOf(registered), {
      ...usual,
      securityContext: {
        ...usual.securityContext,
        fsGroup: 1002,
        fsGroupChangePolicy: "OnRootMismatch",
      },
      containers: [
        {
          ...application,
          imagePullPolicy: "Always",
          command: ["/bin/app"],
          args: ["start", ""],
          securityContext: {
            ...application?.securityContext,
            readOnlyRootFilesystem: false,
            runAsUser: 1000,
            runAsGroup: 1001,
          },
        },
        ...others,
      ],
    });
  });

  it("runs under an existing ServiceAccount, and then none is made", async () => {
    for (const args of [onKubernetes, onOpenshift]) {
      const registered = await made({ ...args, serviceAccountName: "app" });
      const pod = podOf(registered) as { serviceAccountName: string };
      assert.equal(pod.serviceAccountName, "app");
      assert.ok(!registered.some(({ type }) => type.endsWith(":ServiceAccount")));
    }
  });
});
