import assert from "node:assert/strict";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { main } from "../../../verify/main";
import type { Report } from "../../../verify/report/report";
import type { Terminal } from "../../../cli/terminal/terminal";
import { type Ran, runMain } from "../support/runMain";
import { FakeSite } from "./fakeSite";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";

const repository = join(__dirname, "../../..");

function run(argv: readonly string[], further: Partial<Terminal> = {}): Promise<Ran> {
  return runMain(main, argv, further);
}

async function runOnFake(behaviour: FakeSiteBehaviour, ...argv: string[]): Promise<Ran> {
  const fake = new FakeSite(behaviour);
  const url = await fake.start();
  try {
    return await run(["--url", url.href, "--wait", "0", "--hold", "0", ...argv]);
  } finally {
    await fake.stop();
  }
}

/** Has every check take a third of its requests, where the test is about something else. */
const few = ["--confidence", "0.99"] as const;

describe("sticky-verify", () => {
  it("ends with 0 and a table on stdout where all is well", async () => {
    const { exitCode, stdout, stderr } = await runOnFake({});
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^check +result +detail$/m);
    assert.match(stdout, /^with the cookie the pod stays +pass +hello-\d 21 of 21/m);
    assert.match(stdout, /^passed: \d+ passed, 0 failed, \d+ skipped; \d+ requests in [\d.]+ s$/m);
    assert.match(stdout, /among 2 pods \(the worst case\).*1 in 1,048,576/);
    assert.match(stderr, /✓ Check: with the cookie the pod stays \(/);
    assert.doesNotMatch(stdout + stderr, /\u001b/);
  });

  it("ends with 1, the failures and their likely causes where something is broken", async () => {
    const { exitCode, stdout, stderr } = await runOnFake({ honoursCookie: false }, ...few);
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^FAIL with the cookie the pod stays\n {2}seen: +several pods answered: .*\n {2}likely cause: The cookie "hello" is set and sent back/m,
    );
    assert.match(stdout, /^FAILED: /m);
    assert.match(stderr, /✗ Check: with the cookie the pod stays/);
  });

  it("colours by --color, whatever stdout is", async () => {
    const colored = await runOnFake({}, "--color", "always", ...few);
    assert.match(colored.stdout, /\u001b\[32mpass/);
    assert.match(colored.stderr, /\u001b\[32m✓/);
  });

  it("prints JSON for programs", async () => {
    const { exitCode, stdout } = await runOnFake({}, "--output", "json", "--replicas", "3");
    assert.equal(exitCode, 0);
    const report = JSON.parse(stdout) as Report;
    assert.equal(report.passed, true);
    assert.equal(report.confidence.requests, 14);
    assert.equal(report.expected.cookieName, "hello");
    const stays = report.checks.find(({ id }) => id === "stays-over-new-connections");
    assert.equal(stays?.timeline.requests, 14);
    assert.equal(
      report.requests,
      report.checks.reduce((sum, { timeline }) => sum + timeline.requests, 0),
    );
  });

  it("prints JUnit XML for CI servers", async () => {
    const { exitCode, stdout } = await runOnFake(
      { honoursCookie: false },
      ...["--output", "junit", ...few],
    );
    assert.equal(exitCode, 1);
    assert.match(stdout, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites>/);
    const cases = stdout.match(/<testcase /g)?.length;
    assert.match(stdout, new RegExp(`tests="${cases}" failures="[1-9]\\d*" skipped="[1-9]`));
    assert.match(
      stdout,
      /name="stays-over-new-connections" [^>]*>\s*<failure message="[^"]*several pods answered/,
    );
    assert.match(stdout, /<skipped message="plain http"\/>/);
  });

  it("ends with 1 where a header names the pod and every answer is 404, unless that is asked for", async () => {
    const headers = { "x-pod": "web-1" };
    const argv = ["--identity", "header:X-Pod", ...few];
    const refused = await runOnFake({ status: 404, headers }, ...argv);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stdout, /^a pod answers +FAIL .*status 404 \(Not Found\)$/m);
    const accepted = await runOnFake({ status: 404, headers }, ...argv, "--accept-status", "404");
    assert.match(accepted.stdout, /^a pod answers +pass +web-1: status 404 in \d+ ms$/m);
  });

  it("ends with 3 and a report where --max-time is over before all checks ran", async () => {
    const { exitCode, stdout, stderr } = await runOnFake({}, "--max-time", "4", "--hold", "60");
    assert.equal(exitCode, 3);
    assert.match(stderr, /^error: the 4 s of --max-time were over after \d+ of 22 checks$/m);
    assert.match(stdout, /^INCOMPLETE: /m);
    assert.match(stdout, /^a pod answers +pass /m);
  });

  it("uses another identity and cookie", async () => {
    const behaviour = {
      ...{ cookieName: "route", furtherCookies: ["lang=en"], body: () => "" },
    };
    const { exitCode, stdout } = await runOnFake(
      behaviour,
      ...["--identity", "cookie", "--cookie", "route"],
    );
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /cookie "route"/);
  });

  for (const [argv, message] of [
    [["--bogus"], /unknown option '--bogus'/],
    [["extra", "--url", "http://a/"], /too many arguments/],
    [[], /give --stack NAME or --url URL/],
    [
      ["--stack", "k8s", "--service", "a/b", "--cookie", "c", "--controller", "traefik"],
      /--service goes with --url.*; --controller goes with --url.*; --cookie goes with --url/,
    ],
    [["--url", "http://a/", "--app", "x"], /--app goes with --stack/],
    [["--url", "http://a/", "--disrupt"], /--disrupt with --url needs --service/],
    [["--url", "http://a/", "--context", "x"], /--context with --url goes with --service/],
    [["--url", "ftp://a/"], /allowed: http:\/\/HOST\/PATH/],
    [["--url", "http://me:secret@a/"], /without a user/],
    [["--url", "http://a/", "--service", "web"], /allowed: NAMESPACE\/NAME/],
    [["--url", "http://a/", "--identity", "pod"], /allowed: body:REGEX, header:NAME or cookie/],
    [["--url", "http://a/", "--resolve", "a"], /allowed: host:port:address/],
    [["--url", "http://a/", "--header", "x"], /allowed: 'NAME: VALUE'/],
    [["--url", "http://a/", "--header", "Cookie: a=b"], /no header may set one/],
    [["--url", "http://a/", "--path", "x"], /a path that begins with \//],
    [["--url", "http://a/", "--confidence", "99"], /allowed: 0\.9 to/],
    [["--url", "http://a/", "--replicas", "0"], /a whole number, 1 or more/],
    [["--url", "http://a/", "--controller", "apache"], /Allowed choices are traefik/],
    [["--url", "http://a/", "--timeout", "0"], /a whole number, 1 or more/],
    [["--url", "http://a/", "--max-time", "x"], /a whole number, 1 or more/],
    [["--url", "http://a/", "--hold", "-1"], /a whole number, 0 or more/],
    [["--url", "http://a/", "--accept-status", "4xx"], /allowed: statuses from 200 to 599/],
    [
      ["--url", "http://a/", "--disrupt", "everything"],
      /allowed: stall, pod-deletion, rolling-restart/,
    ],
    [
      ["--url", "http://a/", "--report", "/nowhere/a.html"],
      /folder \/nowhere cannot be written to/,
    ],
    [["--url", "http://a/", "--output", "xml"], /Allowed choices are text, json, junit/],
    [["--url", "http://a/", "--color", "blue"], /Allowed choices are auto, always, never/],
  ] as const) {
    it(`refuses ${argv.join(" ") || "nothing at all"} with 2 and an empty stdout`, async () => {
      const { exitCode, stdout, stderr } = await run(argv);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^error: /);
      assert.match(stderr, message);
    });
  }

  it("prints its help on stdout and ends with 0", async () => {
    const { exitCode, stdout, stderr } = await run(["--help"]);
    assert.equal(exitCode, 0);
    assert.equal(stderr, "");
    assert.match(
      stdout,
      /Exit codes: 0 no check failed, 1 a check failed, 2 wrong usage, 3 it could not/,
    );
  });

  it("runs as a process, with its exit code", async () => {
    const { exitCode, stdout } = await execa(
      process.execPath,
      [
        "--require",
        "./scripts/typescript.cjs",
        "verify/cli.ts",
        "--url",
        "http://127.0.0.1:1/",
        "--wait=0",
      ],
      { cwd: repository, reject: false },
    );
    assert.equal(exitCode, 1, stdout);
    assert.match(stdout, /Nothing answers at 127\.0\.0\.1:1/);
  });

  it("ends with 3 and a message where its report cannot be written", async () => {
    const full = openSync("/dev/full", "w");
    const fake = new FakeSite();
    const url = await fake.start();
    const { exitCode, stderr } = await execa(
      process.execPath,
      [
        ...["--require", "./scripts/typescript.cjs", "verify/cli.ts"],
        ...["--url", url.href, "--wait=0", "--hold=0"],
      ],
      { cwd: repository, reject: false, stdio: ["ignore", full, "pipe"] },
    );
    closeSync(full);
    await fake.stop();
    assert.equal(exitCode, 3, stderr);
    assert.match(stderr, /^error: stdout cannot be written to: ENOSPC/m);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it("ends with 3 where pulumi cannot be started", async () => {
    const { exitCode, stderr } = await execa(
      process.execPath,
      ["--require", "./scripts/typescript.cjs", "verify/cli.ts", "--stack", "k8s"],
      { cwd: repository, reject: false, env: { PATH: "/nowhere" } },
    );
    assert.equal(exitCode, 3);
    assert.match(stderr, /`pulumi` cannot be started.*--url/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});
