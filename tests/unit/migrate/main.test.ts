import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { main } from "../../../migrate/main";
import type { Report } from "../../../migrate/report/report";
import { nginx, sticky } from "./migrated";
import { runMain } from "../support/runMain";

interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

async function run(...argv: readonly string[]): Promise<Ran> {
  const { exitCode, stdout: out, stderr: err } = await runMain(main, argv);
  return { exitCode, out, err };
}

describe("sticky migrate", () => {
  let folder = "";
  let input = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "migrate-"));
    input = join(folder, "in.yaml");
    writeFileSync(input, sticky());
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the objects to stdout and the report to stderr, and exits with 0 where all is carried over", async () => {
    const { exitCode, out, err } = await run("--to", "haproxy-ingress", "-f", input);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      parseAllDocuments(out).map((document) => (document.toJS() as { kind: string }).kind),
      ["Ingress"],
    );
    assert.match(
      err,
      /^ingress-nginx -> haproxy-ingress: 1 object; 0 not carried over, .* Everything was carried over\.$/m,
    );
    assert.match(err, /^How to roll it out$/m);
  });

  it("exits with 1 where something is not", async () => {
    writeFileSync(input, sticky({ [`${nginx}/rewrite-target`]: "/" }));
    const { exitCode, err } = await run("--to", "haproxy-ingress", "-f", input);
    assert.equal(exitCode, 1);
    assert.match(
      err,
      new RegExp(`^ {2}${input}:6 Ingress store/shop {2}${nginx}/rewrite-target: /$`, "m"),
    );
  });

  it("exits with 1 where a part of the input cannot be read, and migrates the rest", async () => {
    writeFileSync(join(folder, "broken.yaml"), "apiVersion: v1\nkind: [Service\n");
    const { exitCode, out, err } = await run("--to", "haproxy-ingress", "-f", folder);
    assert.equal(exitCode, 1);
    assert.match(err, /^error: .*broken\.yaml:\d+ is not valid YAML/m);
    assert.match(out, /kind: Ingress/);
  });

  it("exits with 3 where nothing of it can be read", async () => {
    const { exitCode, err } = await run("--to", "traefik", "-f", join(folder, "none.yaml"));
    assert.equal(exitCode, 3);
    assert.match(
      err,
      /none\.yaml cannot be read: ENOENT\.\nerror: Nothing of the input could be read\.\n$/,
    );
  });

  it("gives programs one JSON document", async () => {
    const { exitCode, out, err } = await run("--to", "traefik", "-f", input, "--output", "json");
    const report = JSON.parse(out) as Report;
    assert.equal(exitCode, 0);
    assert.equal(err, "");
    assert.deepEqual(
      [report.from, report.to, report.objects.length],
      ["ingress-nginx", "Traefik", 2],
    );
    assert.ok(report.users.length > 2 && report.rollout.length > 4);
  });

  it("gives tickets Markdown, in which the input is no markup", async () => {
    writeFileSync(input, sticky({ [`${nginx}/rewrite-target`]: "/|<b>" }));
    const { err } = await run("--to", "contour", "-f", input, "--output", "markdown");
    assert.match(err, /^# ingress-nginx → Contour\n\n/);
    assert.match(err, /rewrite-target: \/\\\|\\<b\\> \|/);
  });

  it("shows what the input has as text", async () => {
    writeFileSync(input, sticky({ [`${nginx}/rewrite-target`]: "/\u001b[31m" }));
    const { err } = await run("--to", "contour", "-f", input);
    assert.ok(!err.includes("\u001b"));
    assert.match(err, /rewrite-target: \/\\u001b\[31m/);
  });

  it("writes a file for each object, and overwrites none", async () => {
    const out = join(folder, "new");
    const first = await run("--to", "traefik", "-f", input, "--out", out);
    assert.deepEqual([first.exitCode, first.out], [0, ""]);
    const names = ["store-ingress-shop-traefik.yaml", "store-service-web.yaml"];
    assert.deepEqual(readdirSync(out).sort(), names);
    writeFileSync(join(out, names[0] ?? ""), "mine");
    const second = await run("--to", "traefik", "-f", input, "--out", out);
    assert.equal(second.exitCode, 2);
    assert.match(
      second.err,
      /^error: 2 files are there already in .*\n {2}allowed: .*\n {2}fix: {6}sticky migrate \.\.\. --out .* --force\n$/,
    );
    assert.equal(readFileSync(join(out, names[0] ?? ""), "utf8"), "mine");
    assert.equal((await run("--to", "traefik", "-f", input, "--out", out, "--force")).exitCode, 0);
    assert.match(readFileSync(join(out, names[0] ?? ""), "utf8"), /^apiVersion: networking/);
  });

  it("names a folder that it cannot write", async () => {
    const { exitCode, err } = await run("--to", "traefik", "-f", input, "--out", input);
    assert.equal(exitCode, 3);
    assert.match(err, /in\.yaml cannot be written: EEXIST\.$/m);
  });

  it("leaves no way out of the folder for the name of an object", async () => {
    writeFileSync(input, sticky().replaceAll("name: shop\n", 'name: "../../shop"\n'));
    const out = join(folder, "new");
    await run("--to", "haproxy-ingress", "-f", input, "--out", out);
    assert.deepEqual(readdirSync(out), ["store-ingress-.._.._shop-haproxy-ingress.yaml"]);
  });

  it("writes stack files and programs of this project", async () => {
    const stack = await run("--to", "pulumi", "--controller", "traefik", "-f", input);
    assert.match(stack.out, /^---\n# Pulumi\.shop\.yaml\nconfig:\n/);
    assert.ok(parse(stack.out) !== null);
    const text = await run(
      "--to",
      "pulumi",
      "--controller",
      "traefik",
      "--format",
      "typescript",
      "-f",
      input,
    );
    assert.match(text.out, /^new StickyExposure\("shop", \{$/m);
    const json = await run(
      "--to",
      "pulumi",
      "--controller",
      "traefik",
      "-f",
      input,
      "--output",
      "json",
    );
    assert.deepEqual(
      (JSON.parse(json.out) as { files: { name: string }[] }).files.map(({ name }) => name),
      ["Pulumi.shop.yaml"],
    );
  });

  it("takes what it reads of other controllers", async () => {
    await run("--to", "openshift-route", "-f", input, "--out", join(folder, "routes"));
    const back = await run(
      "--from",
      "openshift-route",
      "--to",
      "traefik",
      "-f",
      join(folder, "routes"),
      "-f",
      input,
    );
    assert.match(
      back.out,
      /traefik\.ingress\.kubernetes\.io\/service\.sticky\.cookie\.name: INGRESSCOOKIE/,
    );
    assert.match(back.out, /name: shop-traefik/);
  });

  it("documents itself", async () => {
    const { exitCode, out } = await run("--help");
    assert.equal(exitCode, 0);
    assert.match(out, /^Usage: sticky migrate \[options\]/);
    assert.match(out, /Exit codes: 0 everything was carried over/);
  });

  describe("refuses, with exit code 2,", () => {
    for (const [argv, message] of [
      [["-f", "x"], /required option '--to <id>' not specified/],
      [
        ["--to", "traefik"],
        /^error: say what to read: -f FILE, --namespace NAME or --all-namespaces$/m,
      ],
      [
        ["--to", "traefik", "-f", "x", "--namespace", "y"],
        /^error: -f reads files, --namespace a cluster: give one of them$/m,
      ],
      [
        ["--to", "traefik", "--namespace", "y", "--all-namespaces"],
        /^error: --namespace is one of --all-namespaces: give one of them$/m,
      ],
      [
        ["--to", "traefik", "-f", "x", "--context", "y"],
        /^error: --context goes with --namespace or --all-namespaces$/m,
      ],
      [
        ["--to", "ingress-nginx", "-f", "x"],
        /^error: --from and --to are both ingress-nginx: there is nothing to migrate$/m,
      ],
      [
        ["--to", "pulumi", "-f", "x"],
        /^error: --to pulumi needs --controller ID, the controller of the stack$/m,
      ],
      [
        ["--to", "traefik", "-f", "x", "--controller", "kong"],
        /^error: --controller goes with --to pulumi; else --to names the controller$/m,
      ],
      [
        ["--to", "envoy-gateway", "-f", "x"],
        /^error: envoy-gateway attaches routes to a Gateway: name it with --gateway NAME, or have it written with --gateway-class NAME$/m,
      ],
      [
        ["--to", "traefik", "-f", "x", "--gateway", "eg"],
        /^error: --gateway and --gateway-class are for controllers of the Gateway API, which traefik is not$/m,
      ],
      [
        ["--to", "pulumi", "--controller", "envoy-gateway", "-f", "x", "--gateway-class", "eg"],
        /^error: --gateway-class goes with the objects of a controller; a stack names a Gateway that is there: --gateway$/m,
      ],
      [
        ["--to", "traefik", "-f", "x", "--gateway-api-version", "1.7"],
        /^error: --gateway-api-version goes with gateway-api$/m,
      ],
      [
        ["--to", "istio", "-f", "x", "--ingress-class", "y"],
        /^error: --ingress-class is for Ingresses, which istio has not$/m,
      ],
      [["--to", "traefik", "-f", "x", "--force"], /^error: --force goes with --out$/m],
      [["--to", "trafik", "-f", "x"], /argument 'trafik' is invalid/],
      [["--from", "istio", "--to", "traefik", "-f", "x"], /argument 'istio' is invalid/],
    ] as const) {
      it(argv.join(" "), async () => {
        const { exitCode, out, err } = await run(...argv);
        assert.equal(exitCode, 2);
        assert.equal(out, "");
        assert.match(err, message);
      });
    }

    it("with all that is wrong at once", async () => {
      const { err } = await run("--to", "pulumi", "--force");
      assert.equal(err.match(/^error: /gm)?.length, 3);
    });
  });
});
