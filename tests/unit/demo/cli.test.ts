import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../demo/main";
import { runMain } from "../support/runMain";

/** Runs the command, with the user's kubeconfig in this file where one is named. */
async function demo(args: readonly string[], kubeConfig?: string) {
  const before = process.env.KUBECONFIG;
  useKubeConfig(kubeConfig ?? before);
  try {
    return await runMain(main, args);
  } finally {
    useKubeConfig(before);
  }
}

function useKubeConfig(file: string | undefined): void {
  if (file === undefined) {
    delete process.env.KUBECONFIG;
  } else {
    process.env.KUBECONFIG = file;
  }
}

describe("npm run demo", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-test-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function kubeConfig(server: string): string {
    const file = join(folder, "kubeconfig");
    const cluster = { name: "c", cluster: { server } };
    const context = { name: "mine", context: { cluster: "c", user: "u" } };
    writeFileSync(
      file,
      JSON.stringify({
        clusters: [cluster],
        contexts: [context],
        users: [{ name: "u", user: {} }],
      }),
    );
    return file;
  }

  it("documents itself, on stdout", async () => {
    const { exitCode, stdout } = await demo(["--help"]);
    assert.equal(exitCode, 0);
    for (const word of [
      "--context",
      "--stack",
      "--output",
      "--report",
      "--destroy",
      "NO_COLOR",
      "Exit codes",
    ]) {
      assert.match(stdout, new RegExp(word));
    }
  });

  for (const args of [
    ...[["--bogus"], ["extra"], ["--output", "xml"], ["--context"]],
    ["--report", "/nowhere/page.html"],
    ["--report", "page.html", "--destroy"],
  ]) {
    it(`refuses ${args.join(" ")} with exit code 2 and nothing on stdout`, async () => {
      const { exitCode, stdout, stderr } = await demo(args);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /error: /);
    });
  }

  for (const further of [[], ["--destroy"]]) {
    it(`names the stacks where there is none of the name ${further.join("")}`, async () => {
      const { exitCode, stderr } = await demo(["--stack", "absent", ...further]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /no stack "absent": Pulumi\.absent\.yaml .*Stacks: k8s, openshift\./);
    });
  }

  it("lists the contexts where there is none of the name", async () => {
    const { exitCode, stderr } = await demo(
      ["--context", "theirs"],
      kubeConfig("https://127.0.0.1:1"),
    );
    assert.equal(exitCode, 2);
    assert.match(stderr, /no context "theirs" in your kubeconfig\. Contexts: mine\./);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it("lists no context where there is no kubeconfig", async () => {
    const { stderr } = await demo(["--context", "theirs"], join(folder, "absent"));
    assert.match(stderr, /Contexts: none\./);
  });

  it("says which server does not answer", async () => {
    const { exitCode, stderr } = await demo(
      ["--context", "mine"],
      kubeConfig("https://127.0.0.1:1"),
    );
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /context "mine" \(https:\/\/127\.0\.0\.1:1\) cannot be reached: .*ECONNREFUSED/,
    );
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});
