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

  describe("that waits for the sessions of the pod", () => {
    const sessions = { mode: "sessions", sessionSeconds: 1800 } as const;
    const environment = [
      { name: "GATE_PORT", value: "9339" },
      { name: "APPLICATION_PORTS", value: "1F90" },
      { name: "SESSION_SECONDS", value: "1800" },
      { name: "DRAIN_SECONDS", value: "10" },
      { name: "SETTLE_SECONDS", value: "5" },
    ];
    const gateOf = async (args: Partial<StickyAppArgs>) => {
      const { containers } = await podOf({ ...onTraefik, ...args });
      const [application, gate, ...others] = containers as [
        PodSpec["containers"][0],
        typeof drainGate,
      ];
      assert.deepEqual(others, []);
      return { application, gate, script: gate.command.at(-1) ?? assert.fail() };
    };

    it("has the application's end wait for the gate's answer, and the gate for the sessions", async () => {
      const pod = await podOf({ ...onTraefik, drain: sessions });
      const { application, gate } = await gateOf({ drain: sessions });
      const expected = podSpec("hello", image);
      const { volumeMounts, ...rest } = drainGate;
      assert.ok(volumeMounts);
      assert.deepEqual(gate, {
        ...rest,
        command: gate.command,
        env: environment,
        volumeMounts: [{ name: "gate", mountPath: "/gate" }],
      });
      assert.deepEqual(gate.command.slice(0, 2), ["sh", "-c"]);
      assert.deepEqual(application, {
        ...expected.containers[0],
        lifecycle: { preStop: { httpGet: { path: "/cgi-bin/drained", port: 9339 } } },
      });
      assert.deepEqual(pod, {
        ...expected,
        // The sessions, what the gate takes beyond that, the drain and the shutdown.
        terminationGracePeriodSeconds: 1800 + 5 + 10 + 20,
        containers: pod.containers,
        volumes: [...expected.volumes, { name: "gate", emptyDir: { sizeLimit: "1Mi" } }],
      });
    });

    it("takes all of its times, and the gate's image and port", async () => {
      const drain = {
        ...{ ...sessions, sessionSeconds: 60, seconds: 25, shutdownSeconds: 90 },
        gate: { image: "registry.example.com/busybox:1", port: 9000 },
      };
      const { application, gate } = await gateOf({ drain });
      assert.deepEqual(application.lifecycle, {
        preStop: { httpGet: { path: "/cgi-bin/drained", port: 9000 } },
      });
      assert.equal(gate.image, "registry.example.com/busybox:1");
      assert.deepEqual(gate.ports, [{ name: "gate", containerPort: 9000 }]);
      const values = [["9000"], ["1F90"], ["60"], ["25"], ["5"]].flat();
      assert.deepEqual(
        gate.env,
        environment.map(({ name }, index) => ({ name, value: values[index] })),
      );
      const { terminationGracePeriodSeconds } = await podOf({ ...onTraefik, drain });
      assert.equal(terminationGracePeriodSeconds, 60 + 5 + 25 + 90);
    });

    it("asks the application at its path where it has one", async () => {
      const { gate, script } = await gateOf({ drain: { ...sessions, sessionsPath: "/sessions" } });
      assert.deepEqual(gate.env, [
        ...environment,
        { name: "SESSIONS_PORT", value: "8080" },
        { name: "SESSIONS_PATH", value: "/sessions" },
        { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      ]);
      assert.match(script, /wget/);
      assert.doesNotMatch(script, /watch_use/);
    });

    it("looks at the connections to every port of the application where it is asked for idleness", async () => {
      const { gate, script } = await gateOf({
        controller: "haproxy-ingress-drain-support",
        pathPorts: { "/admin": "8081" },
        drain: { ...sessions, idleSeconds: 300 },
      });
      assert.deepEqual(gate.env.slice(1, 2), [{ name: "APPLICATION_PORTS", value: "1F90 1F91" }]);
      assert.deepEqual(gate.env.slice(-1), [{ name: "IDLE_SECONDS", value: "300" }]);
      assert.match(script, /watch_use/);
      assert.doesNotMatch(script, /wget/);
    });

    it("has neither in its script where none of them is asked for, and no line that is empty", async () => {
      const { script } = await gateOf({ drain: sessions });
      assert.doesNotMatch(script, /wget|watch_use|idle \]|^$/m);
    });

    it("has haproxy-ingress look at the gate too", async () => {
      const controller = "haproxy-ingress-drain-support";
      const { registered } = await run(
        () => new StickyApp("hello", { ...onTraefik, controller, drain: sessions }),
      );
      const ingress = registered.find(({ type }) => type.endsWith(":Ingress"));
      const { annotations } = ingress?.inputs.metadata as { annotations: Record<string, string> };
      assert.equal(annotations["haproxy-ingress.github.io/health-check-port"], "9339");
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
