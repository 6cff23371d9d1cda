import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import type { Report } from "../../verify/report/report";
import { objectsIn } from "./support/cluster";
import { eventually } from "./support/eventually";
import { isLabUp } from "./support/lab";
import { platform } from "./support/platform";
import { copyProgram, removeProgram } from "./support/programCopy";
import { repository } from "./support/repository";

/** What the demo prints of where the application is, and what shows it. */
const shown = {
  kubernetes: {
    url: /^http:\/\/hello\.localhost/,
    command: "kubectl get ingress hello",
    output: /hello +traefik +hello\.localhost +127\.0\.0\.1/,
  },
  openshift: {
    url: /^http:\/\/hello-default\.apps\.localhost/,
    // Where there is no `oc`, which the machines of these tests do not have.
    command: "kubectl get route hello -o jsonpath='{.spec.host}'",
    output: /^hello-default\.apps\.localhost$/m,
  },
}[platform.name];

/** What the issue promises for a demo on a lab that is up, in milliseconds. */
const secondRunMilliseconds = 60_000;

function demo(...args: string[]): execa.ExecaChildProcess {
  return execa("npm", ["run", "--silent", "demo", "--", "--stack", platform.stack, ...args], {
    cwd: repository,
    stdin: "ignore",
    reject: false,
    // A process group of its own, as a shell gives it.
    detached: true,
  });
}

async function destroyStack(): Promise<void> {
  const folder = await copyProgram();
  const options = { cwd: folder };
  await execa(
    "pulumi",
    ["destroy", "--yes", "--skip-preview", "--remove", "--stack", platform.stack],
    options,
  );
  await removeProgram(folder);
}

async function changesInRepository(): Promise<string> {
  const { stdout } = await execa("git", ["status", "--porcelain"], { cwd: repository });
  return stdout;
}

/** What belongs to the application in the namespace that the demo uses. */
async function objectsOfApp(): Promise<string[]> {
  return (await objectsIn("default")).filter((object) => /\/hello(-|$)/.test(object));
}

describe("npm run demo", () => {
  let stackExisted: boolean;
  let changesBefore: string;

  before(async () => {
    changesBefore = await changesInRepository();
    const { stdout } = await execa("pulumi", ["stack", "ls", "--json"], { cwd: repository });
    stackExisted = (JSON.parse(stdout) as { name: string }[]).some(
      ({ name }) => name === platform.stack,
    );
    if (stackExisted) {
      await destroyStack();
    }
  });
  after(async () => {
    if (stackExisted) {
      await demo();
    }
  });

  // On both platforms alike.
  const moments = ["• The lab", "• pulumi up", "StatefulSet hello creat", "• Check: the pod"];
  for (const moment of platform.name === "kubernetes" ? moments : []) {
    it(`ends on Ctrl-C at "${moment}"`, async () => {
      const running = demo();
      await new Promise<void>((resolve, reject) => {
        running.stderr?.on("data", (chunk: Buffer) => {
          if (chunk.toString().includes(moment)) {
            resolve();
          }
        });
        running.then(({ stderr }) => {
          reject(new Error(`It ended before that:\n${stderr}`));
        }, reject);
      });
      // Ctrl-C in a terminal reaches npm and all that it has started.
      process.kill(-(running.pid ?? assert.fail("it has no process")), "SIGINT");
      const { exitCode, signal, stdout, stderr } = await running;
      assert.ok(signal === "SIGINT" || exitCode === 130, stderr);
      assert.match(stderr, /Interrupted. `npm run demo` goes on from here/);
      assert.equal(stdout, "");
    });
  }

  it("ends green after all of that, with the tables, the page, the URL and the next commands", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
    const page = join(folder, "page.html");
    const { exitCode, stdout, stderr } = await demo("--report", page);
    assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
    assert.match(await readFile(page, "utf8"), /the pod is deleted: its sessions move once/);
    await rm(folder, { recursive: true });
    assert.match(stdout, /with the cookie the pod stays +pass/);
    assert.match(stdout, /the pod is deleted: its sessions move once +pass/);
    assert.match(stdout, /^passed: \d+ passed, 0 failed/m);
    assert.match(/^URL: (.*)/m.exec(stdout)?.[1] ?? "", shown.url);
    for (const line of [
      'eval "$(npm run -s lab -- env)"',
      "pulumi stack output",
      shown.command,
      `npm run verify -- --stack ${platform.stack} --disrupt`,
      `npm run demo --${platform.stack === "k8s" ? "" : ` --stack ${platform.stack}`} --destroy`,
    ]) {
      assert.ok(stdout.includes(line), `${line} is missing in:\n${stdout}`);
    }
    assert.match(
      stderr,
      new RegExp(`✓ pulumi up --stack ${platform.stack} on the lab .*\\d+\\.\\d s`),
    );
  });

  it("takes less than a minute the second time, and reports to programs too", async () => {
    const start = performance.now();
    const { exitCode, stdout, stderr } = await demo("--output", "json");
    assert.ok(performance.now() - start < secondRunMilliseconds);
    assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
    const { url, stack, passed, checks, requests } = JSON.parse(stdout) as Report;
    assert.equal(stack, platform.stack);
    assert.equal(passed, true);
    assert.match(url, shown.url);
    for (const promise of [
      "varies-without-cookie",
      "stays-over-new-connections",
      "no-new-cookie",
      "pod-deletion",
    ]) {
      assert.equal(checks.find(({ id }) => id === promise)?.result, "pass", promise);
    }
    assert.ok(requests >= 8 + 14 + 14 + 14, `${requests} requests`);
  });

  it("gives the next commands that it prints", async () => {
    const commands = ['eval "$(npm run -s lab -- env)"', "pulumi stack output", shown.command];
    const { stdout } = await execa("bash", ["-euc", commands.join("\n")], { cwd: repository });
    assert.match(stdout, /cookieName +hello/);
    assert.match(stdout, shown.output);
  });

  it("leaves the repository as it was", async () => {
    assert.equal(await changesInRepository(), changesBefore);
  });

  it("puts nothing but the application into the namespace", async () => {
    const objects = await objectsIn("default");
    const foreign = objects.filter(
      (object) =>
        !/\/hello(-|$)/.test(object) &&
        !/^(service|endpoints|endpointslice\S*)\/kubernetes/.test(object),
    );
    assert.deepEqual(foreign, []);
  });

  describe("with --context", () => {
    let backend: string;
    let environment: Record<string, string>;

    before(async () => {
      backend = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
      environment = { PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "test" };
      await destroyStack();
    });
    after(() => rm(backend, { recursive: true, force: true }));

    function demoOnContext(...args: string[]): execa.ExecaChildProcess {
      return execa(
        "npm",
        [
          ...["run", "--silent", "demo", "--", "--stack", platform.stack],
          ...["--context", "sticky-session-lab", ...args],
        ],
        { cwd: repository, stdin: "ignore", reject: false, env: environment },
      );
    }

    it("deploys with the user's own kubeconfig and backend, and starts no lab", async () => {
      const { exitCode, stdout, stderr } = await demoOnContext();
      assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
      assert.doesNotMatch(stderr, /The lab/);
      assert.ok(
        stdout.includes(shown.command.replace("kubectl", "kubectl --context sticky-session-lab")),
        stdout,
      );
    });

    it("removes just the stack with --destroy, which is fine twice", async () => {
      for (const expected of [
        /✓ pulumi destroy/,
        new RegExp(`There is no stack ${platform.stack}`),
      ]) {
        const { exitCode, stderr } = await demoOnContext("--destroy");
        assert.equal(exitCode, 0, stderr);
        assert.match(stderr, expected);
      }
      await eventually(async () => {
        assert.deepEqual(await objectsOfApp(), []);
      });
      assert.ok(await isLabUp());
    });

    it("leaves the repository as it was", async () => {
      assert.equal(await changesInRepository(), changesBefore);
    });
  });
});
