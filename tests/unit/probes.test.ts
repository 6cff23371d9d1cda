import assert from "node:assert/strict";
import type { DrainArgs, ProbeArgs } from "../../components/args/stickyAppArgs";
import { resolve } from "../../components/resolve/resolve";
import {
  containerProbes,
  type Probe,
  planProbes,
  type ProbesArgs,
} from "../../components/workload/probes";

const defaults = { probePath: "/", port: "http", drainMode: "sleep" } as const;

/** For how long an application may be silent, in seconds, when the stall begins just before a request. */
function bears({ timeoutSeconds, periodSeconds, failureThreshold }: Probe): number {
  return (failureThreshold - 1) * Math.max(periodSeconds, timeoutSeconds) + timeoutSeconds;
}

describe("probes", () => {
  for (const drainMode of ["gate", "sleep", "app", "off"] as const) {
    it(`move nobody for a stall of 10 s: drain ${drainMode}`, () => {
      const { readiness } = planProbes({}, { ...defaults, drainMode });
      assert.ok(bears(readiness) >= 15, JSON.stringify(readiness));
    });
  }

  it("see within 3 s that an application with drain app says it will end", () => {
    const { readiness } = planProbes({}, { ...defaults, drainMode: "app" });
    assert.ok(readiness.periodSeconds * readiness.failureThreshold <= 3);
  });

  it("leave 5 minutes to a start, also where every connection is refused at once", () => {
    const { startup } = planProbes({}, defaults);
    assert.equal(startup.periodSeconds * startup.failureThreshold, 300);
  });

  it("restart no container unless they are asked to, and then long after its clients have moved", () => {
    assert.equal(planProbes({}, defaults).liveness, undefined);
    const { liveness, readiness } = planProbes({ liveness: {} }, defaults);
    assert.ok(liveness);
    assert.ok(bears(liveness) >= 10 * bears(readiness));
  });

  it("take each setting, and keep the other defaults", () => {
    const given: Required<ProbeArgs> = {
      ...{ path: "/ready", port: 9001, headers: { Host: "shop.example.com", "X-Probe": "1" } },
      ...{ periodSeconds: 7, timeoutSeconds: 8, failureThreshold: 9 },
    };
    const plan = planProbes({ readiness: given, startup: { failureThreshold: 600 } }, defaults);
    assert.deepEqual(containerProbes(plan, "HTTP"), {
      readinessProbe: {
        httpGet: {
          path: "/ready",
          port: 9001,
          httpHeaders: [
            { name: "Host", value: "shop.example.com" },
            { name: "X-Probe", value: "1" },
          ],
        },
        ...{ periodSeconds: 7, timeoutSeconds: 8, failureThreshold: 9 },
      },
      startupProbe: {
        httpGet: { path: "/", port: "http" },
        ...{ periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 600 },
      },
    });
  });

  it("have the readiness path of the drain, and rather their own", () => {
    const withDrain = { ...defaults, readinessPath: "/ready" };
    assert.equal(planProbes({}, withDrain).readiness.path, "/ready");
    assert.equal(planProbes({ readiness: { path: "/own" } }, withDrain).readiness.path, "/own");
    assert.equal(planProbes({ liveness: {} }, withDrain).liveness?.path, "/");
  });
});

describe("the check of the probes", () => {
  const problemsOf = (args: ProbesArgs, drain: DrainArgs = {}) => {
    const app = { platform: "kubernetes", controller: "ingress-nginx", image: "app:1" } as const;
    const resolved = resolve("hello", { ...app, host: "hello.example.com", drain, ...args });
    return "problems" in resolved ? resolved.problems : [];
  };

  for (const probe of ["readiness", "liveness", "startup"] as const) {
    for (const [field, most, unit] of [
      ["port", 65_535, ""],
      ["periodSeconds", 3_600, " of seconds"],
      ["timeoutSeconds", 3_600, " of seconds"],
      ["failureThreshold", 10_000, ""],
    ] as const) {
      const bounds = (value: number) => problemsOf({ [probe]: { [field]: value } });
      it(`refuses ${probe}.${field} outside of 1 to ${most}`, () => {
        for (const got of [0, 1.5, most + 1]) {
          assert.deepEqual(bounds(got), [
            {
              setting: `${probe}.${field}`,
              got,
              allowed: `a whole number${unit} from 1 to ${most}`,
              example: `<${field}>`,
            },
          ]);
        }
        assert.ok(bounds(most).every(({ allowed }) => !allowed.startsWith("a whole number")));
      });
    }
  }

  it("refuses a path and headers that the API server would refuse", () => {
    assert.deepEqual(
      problemsOf({ startup: { path: "ready", headers: { "A B": "1", Host: "a\nb", Good: "1" } } }),
      [
        {
          setting: "startup.path",
          got: "ready",
          allowed: "a path that begins with /, without spaces, ? and #",
          example: "<path>",
        },
        {
          setting: 'startup.headers["A B"]',
          got: "A B",
          allowed: "names of letters, digits and -",
          example: null,
        },
        {
          setting: "startup.headers.Host",
          got: "a\nb",
          allowed: "printable characters of ASCII",
          example: null,
        },
      ],
    );
  });

  it("refuses a readiness probe that sees the end of a drain by the application too late", () => {
    const app = { mode: "app", seconds: 10 } as const;
    assert.deepEqual(problemsOf({ readiness: { failureThreshold: 4 } }, app), []);
    assert.deepEqual(problemsOf({ readiness: { failureThreshold: 5 } }, app), [
      {
        setting: "readiness.failureThreshold",
        got: 5,
        reason:
          "with {drain.mode} app the pod is seen to end only after 5 s, and a proxy may take 6 s more of the 10 s",
        allowed: "periodSeconds times failureThreshold at most 4",
        example: "1",
      },
    ]);
    assert.deepEqual(
      problemsOf({ readiness: { periodSeconds: 6 } }, app).map(({ setting }) => setting),
      ["readiness.periodSeconds"],
    );
    assert.deepEqual(problemsOf({ readiness: { periodSeconds: 60 } }), []);
    assert.deepEqual(problemsOf({}, { mode: "app", seconds: 7 }), []);
  });

  it("refuses a restart before the clients have been moved", () => {
    const timing = { periodSeconds: 5, timeoutSeconds: 1 };
    assert.deepEqual(problemsOf({ liveness: { ...timing, failureThreshold: 4 } }), []);
    assert.deepEqual(problemsOf({ liveness: { ...timing, failureThreshold: 3 } }), [
      {
        setting: "liveness.failureThreshold",
        got: 3,
        reason: "the container would be restarted after 15 s, and its clients are moved after 15 s",
        allowed: "periodSeconds times failureThreshold above 15",
        example: "4",
      },
    ]);
  });
});
