import assert from "node:assert/strict";
import { StickyApp } from "../../components/stickyApp";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { drainGate, podSpec } from "./support/expected";
import { run } from "./support/mocks";

const image = "registry.example.com/team/app:1";
const onTraefik: StickyAppArgs = {
  platform: "kubernetes",
  controller: "traefik",
  image,
  host: "hello.example.com",
};
const onNginx: StickyAppArgs = { ...onTraefik, controller: "ingress-nginx" };
const onOpenshift: StickyAppArgs = { platform: "openshift", image };

type PodSpec = ReturnType<typeof podSpec>;

async function podOf(args: StickyAppArgs): Promise<PodSpec> {
  const { registered } = await run(() => new StickyApp("hello", args));
  const statefulSet = registered.find(({ type }) => type === "kubernetes:apps/v1:StatefulSet");
  const { template } = statefulSet?.inputs.spec as { template: { spec: PodSpec } };
  return template.spec;
}

describe("drain", () => {
  for (const [controller, args] of [
    ["ingress-nginx", onNginx],
    ["the OpenShift router", onOpenshift],
    ["Traefik without affinity", { ...onTraefik, affinity: { type: "none" } }],
  ] as const) {
    it(`is a sleep alone for ${controller}, which sends nobody to a terminating pod`, async () => {
      assert.deepEqual(await podOf(args), podSpec("hello", image));
    });
  }

  it("has a gate where it is asked for, whose user OpenShift chooses", async () => {
    const { containers } = await podOf({ ...onOpenshift, drain: { mode: "gate" } });
    const { allowPrivilegeEscalation, capabilities, readOnlyRootFilesystem } =
      drainGate.securityContext;
    assert.deepEqual(containers[1], {
      ...drainGate,
      securityContext: { allowPrivilegeEscalation, capabilities, readOnlyRootFilesystem },
    });
  });

  it("gives the application the drain and the shutdown before it is killed", async () => {
    const pod = await podOf({ ...onTraefik, drain: { seconds: 25, shutdownSeconds: 60 } });
    assert.equal(pod.terminationGracePeriodSeconds, 85);
    assert.deepEqual(pod.containers[0]?.lifecycle, { preStop: { sleep: { seconds: 25 } } });
  });

  it("takes the gate's image and port", async () => {
    const { containers } = await podOf({
      ...onTraefik,
      drain: { gate: { image: "registry.example.com/busybox:1", port: 9000 } },
    });
    assert.deepEqual(containers[1], {
      ...drainGate,
      image: "registry.example.com/busybox:1",
      command: ["sh", "-c", "trap 'kill $!; exit 0' TERM; httpd -f -p 9000 -h /gate & wait $!"],
      ports: [{ name: "gate", containerPort: 9000 }],
    });
  });

  it("leaves it to the application: no gate and no sleep, but a quick probe of its own path", async () => {
    const pod = await podOf({ ...onTraefik, drain: { mode: "app", readinessPath: "/ready" } });
    const [container, ...others] = podSpec("hello", image).containers;
    assert.deepEqual(others, []);
    const { lifecycle, ...expected } = container ?? assert.fail();
    assert.ok(lifecycle);
    assert.deepEqual(pod, {
      ...podSpec("hello", image),
      containers: [
        {
          ...expected,
          readinessProbe: {
            httpGet: { path: "/ready", port: "http" },
            periodSeconds: 1,
            timeoutSeconds: 20,
            failureThreshold: 1,
          },
        },
      ],
    });
  });

  it("is seen by haproxy-ingress itself where drain support keeps clients on pods that are not ready", async () => {
    const args: StickyAppArgs = { ...onTraefik, controller: "haproxy-ingress-drain-support" };
    const watched = async (drain: StickyAppArgs["drain"]) => {
      const { registered } = await run(() => new StickyApp("hello", { ...args, drain }));
      const ingress = registered.find(({ type }) => type.endsWith(":Ingress"));
      const { annotations } = ingress?.inputs.metadata as { annotations: Record<string, string> };
      const keys = ["health-check-port", "config-backend"];
      return keys.map((key) => annotations[`haproxy-ingress.github.io/${key}`]);
    };
    assert.deepEqual(await watched({}), ["9339", "no option persist"]);
    assert.deepEqual(await watched({ gate: { port: 9000 } }), ["9000", "no option persist"]);
    assert.deepEqual(await watched({ mode: "off" }), [undefined, undefined]);
  });

  it("off: the application is told to end at once", async () => {
    const pod = await podOf({ ...onTraefik, drain: { mode: "off" } });
    const [container] = podSpec("hello", image).containers;
    const { lifecycle, ...expected } = container ?? assert.fail();
    assert.ok(lifecycle);
    assert.deepEqual(pod, {
      ...podSpec("hello", image),
      terminationGracePeriodSeconds: 20,
      containers: [expected],
    });
  });
});
