import assert from "node:assert/strict";
import { join } from "node:path";
import execa from "execa";
import { kubectl } from "../support/cluster";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { repository } from "../support/repository";
import { TestStack } from "../support/testStack";
import { assertPassed, describeFailures, failures, verifyLive } from "../support/verifier";

/** What differs between the platforms. */
const expected = {
  kubernetes: { controller: "traefik", affinity: "strong", keepsTerminatingPods: true },
  openshift: { controller: "openshift-route", affinity: "strong", keepsTerminatingPods: false },
}[platform.name];

const verifyCli = join(repository, "verify/cli.ts");

/** How often a healthy system is verified; 100 times by VERIFY_RUNS=100. */
const runs = Number(process.env.VERIFY_RUNS ?? "5");

describe("the verifier on a healthy stack", () => {
  let stack: TestStack;
  const environmentBefore = new Map<string, string | undefined>();

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
    for (const name of Object.keys(stack.environment)) {
      environmentBefore.set(name, process.env[name]);
    }
    Object.assign(process.env, stack.environment);
    process.chdir(stack.folder);
    await eventually(async () => {
      assertPassed(await verifyLive(["--stack", platform.stack]));
    });
  });
  after(async () => {
    process.chdir(__dirname);
    for (const [name, value] of environmentBefore) {
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
    await stack.dispose();
  });

  it(`raises no false alarm in ${runs} runs`, async function () {
    this.timeout(runs * 30_000);
    const alarms: string[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { report } = await verifyLive(["--stack", platform.stack]);
      if (!report.passed) {
        alarms.push(describeFailures(report));
      }
    }
    assert.deepEqual(alarms, []);
  });

  it("reads what was deployed from the stack", async () => {
    const { report } = await verifyLive(["--stack", platform.stack]);
    assert.equal(report.url, await stack.url());
    assert.deepEqual(report.expected, {
      ...expected,
      cookieName: "hello",
    });
    assert.deepEqual(report.service, { namespace: stack.namespace, name: "hello" });
    const passed = report.checks.filter(({ result }) => result === "pass").map(({ id }) => id);
    for (const id of ["objects-as-described", "cookie-attributes", "clients-spread"]) {
      assert.ok(passed.includes(id), id);
    }
  });

  it("verifies any URL, over https and HTTP/2 too", async function () {
    if (platform.name === "openshift") {
      // The router serves a Route without TLS by plain http alone.
      this.skip();
    }
    const url = (await stack.url()).replace("http:", "https:");
    const { exitCode, report } = await verifyLive(["--url", url, "--insecure", "--replicas", "3"]);
    assert.equal(exitCode, 0, describeFailures(report));
    const http2 = report.checks.find(({ id }) => id === "stays-over-http2");
    assert.equal(http2?.result, "pass", http2?.detail);
  });

  it("notices an object that was changed by hand", async function () {
    if (platform.name === "openshift") {
      // The Route's annotation is the cookie's name, with which everything else fails as well.
      this.skip();
    }
    const annotation = "traefik.ingress.kubernetes.io/service.sticky.cookie.path";
    const annotate = (value: string) =>
      kubectl([
        ...["annotate", "service", "hello", "--namespace", stack.namespace, "--overwrite"],
        `${annotation}=${value}`,
      ]);
    await annotate("/shop");
    try {
      await eventually(async () => {
        const { report } = await verifyLive(["--stack", platform.stack]);
        assert.deepEqual(
          failures(report)
            .map(({ id }) => id)
            .slice(0, 2),
          ["objects-as-described", "cookie-attributes"],
        );
        const [first] = failures(report);
        assert.match(first?.detail ?? "", /has .*\.path: "\/shop" instead of "\/"/);
        assert.match(first?.cause ?? "", /changed by hand.*pulumi up --refresh/);
      });
    } finally {
      await annotate("/");
    }
    await eventually(async () => {
      assertPassed(await verifyLive(["--stack", platform.stack]));
    });
  });

  describe("with --disrupt", () => {
    const disrupt = ["--stack", platform.stack, "--disrupt", "--yes"];

    it("names the context, and does everything with all sessions moved once", async () => {
      const verified = await verifyLive(disrupt);
      assertPassed(verified);
      const { report, stderr } = verified;
      assert.match(
        stderr,
        new RegExp(
          `^Will disturb the application: stall, pod-deletion, rolling-restart, scale, forced-kill on the pods of the Service hello in namespace ${stack.namespace}, context "sticky-session-lab"`,
        ),
      );
      const done = report.checks.slice(-5);
      assert.deepEqual(
        done.map(({ id, result }) => `${id} ${result}`),
        [
          ...["stall pass", "pod-deletion pass", "rolling-restart pass", "scale pass"],
          "forced-kill pass",
        ],
      );
      assert.equal(done[0]?.figures?.moved, 0);
      assert.ok(Number(done[0].figures.longestWaitMilliseconds) > 5_000);
      assert.equal(done[1]?.figures?.drainSeconds, 7);
      assert.ok(Number(done[1].figures.drainMarginMilliseconds) < 7_000);
      assert.equal(done[3]?.figures?.moved, 0);
      assert.ok(done.every(({ timeline }) => timeline.marks.length >= 2));
    });

    it("puts everything back: nothing differs from the state, and nobody else owns a field", async () => {
      await stack.refreshWithoutChanges();
      await stack.upWithoutChanges();
      const managers = await kubectl([
        ...["get", "statefulset", "hello", "--namespace", stack.namespace],
        "--show-managed-fields",
        "--output=jsonpath={.metadata.managedFields[*].manager}",
      ]);
      assert.doesNotMatch(managers, /sticky-session-verify/);
      await stack.configure({ replicas: "4" });
      await stack.up();
      await stack.configure({ replicas: "3" });
      await stack.up();
    });

    it("asks where there is nobody to say yes", async () => {
      const { exitCode, stderr } = await execa(
        process.execPath,
        [
          ...["--require", join(repository, "scripts/typescript.cjs"), verifyCli],
          ...["--stack", platform.stack, "--disrupt"],
        ],
        { cwd: stack.folder, reject: false, stdin: "ignore" },
      );
      assert.equal(exitCode, 2);
      assert.match(stderr, /There is no terminal to ask on; say --yes/);
    });

    it("puts the number of pods back on Ctrl-C", async () => {
      const running = execa(
        process.execPath,
        [
          ...["--require", join(repository, "scripts/typescript.cjs"), verifyCli],
          ...["--stack", platform.stack, "--disrupt", "scale", "--yes"],
        ],
        { cwd: stack.folder, reject: false, stdin: "ignore", buffer: true },
      );
      const replicas = () =>
        kubectl([
          ...["get", "statefulset", "hello", "--namespace", stack.namespace],
          "--output=jsonpath={.spec.replicas}",
        ]);
      await eventually(async () => {
        assert.equal(await replicas(), "4");
      }, 60_000);
      running.kill("SIGINT");
      const { exitCode, stdout, stderr } = await running;
      assert.equal(exitCode, 130, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, /Interrupted; what was changed is put back/);
      assert.equal(await replicas(), "3");
      await stack.refreshWithoutChanges();
    });
  });
});
