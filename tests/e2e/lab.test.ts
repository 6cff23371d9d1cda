import assert from "node:assert/strict";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import execa from "execa";
import { conclusiveRequests } from "../../verify/statistics";
import { eventually } from "./support/eventually";
import { lab, labSucceeds } from "./support/lab";
import { platform } from "./support/platform";
import { repository } from "./support/repository";
import { shell } from "./support/shell";
import { TestStack } from "./support/testStack";
import { podOf, podsSeen } from "./support/visits";

/** What `status --output json` says of a service, as far as it is needed here. */
interface Service {
  readonly name: string;
  readonly state: string;
  readonly pid?: number;
  readonly version?: string;
}

async function services(): Promise<Service[]> {
  const { services } = JSON.parse((await lab("status", "--output", "json")).stdout) as {
    services: Service[];
  };
  return services;
}

async function processIds(): Promise<Record<string, number>> {
  return Object.fromEntries(
    (await services()).flatMap(({ name, pid }) => (pid ? [[name, pid]] : [])),
  );
}

describe("npm run lab", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
  });
  after(() => stack.dispose());

  async function assertServes(): Promise<void> {
    const user = await stack.visitor(true);
    const home = await eventually(() => podOf(user), 90_000);
    assert.deepEqual(await podsSeen(user, conclusiveRequests(3)), new Set([home]));
  }

  it("up, where it is up, changes nothing and is quick", async () => {
    const before = await processIds();
    assert.ok(Object.keys(before).length >= 8, JSON.stringify(before));
    const start = performance.now();
    await labSucceeds("up");
    assert.ok(performance.now() - start < 15_000);
    assert.deepEqual(await processIds(), before);
  });

  it("status tells that every service runs", async () => {
    const states = (await services()).map(({ name, state }) => `${name} ${state}`);
    assert.deepEqual(
      states.filter((state) => !state.endsWith(" running")),
      [],
    );
    assert.equal((await lab("status")).exitCode, 0);
  });

  if (platform.name === "kubernetes") {
    it("Traefik is the wheel's where there is pip, else the Go module's", async () => {
      const { failed } = await execa("python3", ["-m", "pip", "--version"], { reject: false });
      const traefik = (await services()).find(({ name }) => name === "traefik");
      const module = failed || process.env.STICKY_LAB_TRAEFIK === "module";
      assert.equal(traefik?.version, module ? "3.6.12" : "3.7.15");
    });
  }

  for (const name of [
    ...platform.proxies,
    ...(platform.name === "kubernetes" ? ["kubelet", "etcd"] : []),
  ]) {
    it(`up restarts ${name} after it was killed, and nothing else`, async () => {
      const before = await processIds();
      process.kill(before[name] ?? assert.fail(`no process of ${name}`), "SIGKILL");
      await eventually(async () => {
        const { exitCode, stdout } = await lab("status");
        assert.notEqual(exitCode, 0);
        assert.match(stdout, new RegExp(`${name}.*(stopped|failing)`));
      });

      await labSucceeds("up");
      const after = await processIds();
      assert.notEqual(after[name], before[name]);
      assert.deepEqual({ ...after, [name]: 0 }, { ...before, [name]: 0 });
      await assertServes();
    });
  }

  it("up recovers when every process was killed at once", async () => {
    // It leaves behind the HAProxy that it has started, with its ports.
    await labSucceeds("up", "--with", "haproxy-ingress");
    for (const pid of Object.values(await processIds())) {
      process.kill(pid, "SIGKILL");
    }
    await sleep(500);
    await labSucceeds("up");
    assert.equal((await lab("status")).exitCode, 0);
    await assertServes();
    await labSucceeds("up", "--with", "none");
  });

  it("env makes kubectl and pulumi work in a shell that has nothing else", async () => {
    const { stdout } = await execa(
      "bash",
      [
        "-euc",
        'eval "$(npm run -s lab -- env)"; kubectl get nodes; pulumi stack ls; pulumi version',
      ],
      {
        cwd: repository,
        env: { PATH: systemPath(), HOME: process.env.HOME ?? "", ...labHome() },
        extendEnv: false,
      },
    );
    assert.match(stdout, / Ready /);
    assert.match(stdout, /^v?3\.\d+\.\d+/m);
  });

  it("env quotes for the shell, so that any line can be sourced", async () => {
    const lines = await shell("npm run -s lab -- env", repository);
    assert.ok(lines.length >= 6);
    for (const line of lines) {
      assert.match(line, /^export [A-Z_]+=/);
    }
  });

  it("logs shows what a service wrote", async () => {
    assert.match(await labSucceeds("logs", platform.proxies[0] ?? ""), /\S/);
  });

  for (const args of [["bogus"], ["up", "--bogus"], ["env", "--output", "xml"]]) {
    it(`refuses ${args.join(" ")} with exit code 2`, async () => {
      const { exitCode, stderr } = await lab(...args);
      assert.equal(exitCode, 2);
      assert.match(stderr, /error: /);
    });
  }
});

/** The folders of Node and of the system's programs, none of the lab's. */
function systemPath(): string {
  const system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return `${dirname(process.execPath)}:${system}`;
}

/** Where the lab is, if it is not at its usual place. */
function labHome(): Record<string, string> {
  const { STICKY_SESSION_HOME: home } = process.env;
  return home === undefined ? {} : { STICKY_SESSION_HOME: home };
}
