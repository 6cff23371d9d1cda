import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import draft04 from "ajv/lib/refs/json-schema-draft-04.json";
import type { Report } from "../../../doctor/report/report";
import { rules } from "../../../doctor/rules/rules";
import { budget, ingress, nginx, service, traefik, workload } from "./objects";
import { run } from "./run";

const bad = [ingress({ annotations: nginx() }), service(), workload({ spec: { replicas: 1 } })];
const warned = [ingress(), service(traefik()), workload()];
const good = [ingress(), service(traefik()), workload(), budget()];

const sarifSchema: object = JSON.parse(
  readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
) as object;

describe("sticky doctor", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "doctor-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function file(objects: readonly object[], name = "objects.yaml"): string {
    const path = join(folder, name);
    writeFileSync(
      path,
      objects.map((object) => JSON.stringify(object, undefined, 2)).join("\n---\n"),
    );
    return path;
  }

  /** As YAML, whose lines tell where a finding is. */
  function yaml(text: string, name = "objects.yaml"): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it("exits 0 where nothing is wrong, and says how clients are kept", async () => {
    const { exitCode, stdout, stderr } = await run(["-f", file(good)]);
    assert.equal(exitCode, 0, stdout);
    assert.equal(stderr, "");
    assert.match(stdout, /^shop\.example\.com\/ +Ingress web +web +3 +Traefik +strong +web$/m);
    assert.match(stdout, /^0 errors, 0 warnings, 0 notes; 1 path, 4 objects read$/m);
  });

  it("exits 1 by the severity of --fail-on", async () => {
    assert.equal((await run(["-f", file(bad)])).exitCode, 1);
    assert.equal((await run(["-f", file(bad), "--fail-on", "never"])).exitCode, 0);
    assert.equal((await run(["-f", file(warned)])).exitCode, 0);
    assert.equal((await run(["-f", file(warned), "--fail-on", "warning"])).exitCode, 1);
  });

  it("names file and line, meaning, reason, fix and the command that shows it", async () => {
    const path = yaml(`# Source: chart/templates/ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/affinity: cookie
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
`);
    const { stdout } = await run(["-f", path]);
    const expected = `error  The Ingress shop/web has the annotation nginx.ingress.kubernetes.io/affinity, a setting of ingress-nginx, and Traefik serves it and ignores it.  [other-controller]
  where:   ${path}:8  Ingress shop/web
  means:   Nothing keeps clients on their pods: each request may go to another one.
`;
    assert.ok(stdout.includes(expected), stdout);
    assert.match(
      stdout,
      /^ {2}fix: {5}kubectl patch service\/web --namespace shop --type merge --patch '\{"metadata"/m,
    );
    assert.match(
      stdout,
      /^ {2}see it: {2}sticky verify --url http:\/\/shop\.example\.com\/ --service shop\/web$/m,
    );
  });

  it("leaves out what an annotation suppresses, and keeps the reason", async () => {
    const annotations = {
      "sticky-session/doctor-ignore": "no-disruption-budget: one node; other: x",
    };
    const path = file([
      ...warned.slice(0, 2),
      { ...warned[2], metadata: { name: "web", annotations } },
    ]);
    const { stdout, exitCode } = await run(["-f", path, "--output", "json", "--fail-on", "note"]);
    const { findings } = JSON.parse(stdout) as Report;
    assert.deepEqual(
      findings.map(({ rule, suppressed }) => [rule, suppressed]),
      [
        ["no-disruption-budget", "one node"],
        ["suppression-without-effect", undefined],
      ],
    );
    assert.equal(exitCode, 1);
  });

  it("writes SARIF that its schema accepts", async () => {
    const ajv = new Ajv({ schemaId: "id", meta: false, unknownFormats: "ignore", logger: false });
    ajv.addMetaSchema(draft04);
    const isValid = ajv.compile(sarifSchema);
    const broken = yaml("apiVersion: v1\nkind: Service\nmetadata: {name: [}\n", "broken.yaml");
    const { stdout, exitCode } = await run(["-f", file(bad), broken, "--output", "sarif"]);
    const log = JSON.parse(stdout) as {
      runs: { results: { locations: { physicalLocation: object }[] }[] }[];
    };
    assert.ok(isValid(log), JSON.stringify(isValid.errors, undefined, 1));
    assert.ok((log.runs[0]?.results.length ?? 0) >= 2);
    assert.equal(exitCode, 3);
    assert.ok(!isValid({ ...log, version: "2.0.0" }));
  });

  it("writes JUnit XML with a test case for each rule", async () => {
    const { stdout } = await run(["-f", file(bad), "--output", "junit"]);
    assert.equal(stdout.match(/<testcase /g)?.length, rules.length);
    const failed = [...stdout.matchAll(/<testcase [^>]*name="([^"]+)"[^>]*>\s*<failure/g)];
    assert.deepEqual(
      failed.map(([, name]) => name),
      ["other-controller"],
    );
  });

  it("writes Markdown", async () => {
    const { stdout } = await run(["-f", file(bad), "--output", "markdown"]);
    assert.match(stdout, /^\| shop\.example\.com\/ \| web \| Traefik \| none \| +\|$/m);
    assert.match(stdout, /^### error: The Ingress web has the annotation/m);
    assert.match(stdout, /^ {4}kubectl patch service\/web /m);
  });

  it("quotes what the objects say, for terminals, shells, Markdown and XML", async () => {
    const evil = "a'; rm -rf ~ #\u001b[31m<b>|";
    const path = file([
      ingress({
        ...{ class: "nginx", annotations: nginx({ "affinity-mode": undefined }) },
        ...{ name: evil, host: evil, paths: [["/", evil]] },
      }),
      service({}, {}, evil),
      workload(),
    ]);
    for (const output of ["text", "markdown", "junit", "json", "sarif"]) {
      const { stdout } = await run(["-f", path, "--output", output]);
      assert.ok(!stdout.includes("\u001b"), output);
    }
    const { stdout } = await run(["-f", path]);
    assert.match(stdout, /kubectl patch 'ingress\/a'\\''; rm -rf ~ #/);
    assert.match(stdout, /--url 'http:\/\/a'\\''; rm -rf ~ #/);
    const markdown = (await run(["-f", path, "--output", "markdown"])).stdout;
    assert.ok(
      !markdown.split("\n").some((line) => !line.startsWith("    ") && line.includes("<b>")),
    );
  });

  it("goes on where a document cannot be read, says so and exits 3", async () => {
    const broken = yaml("a: [\n---\napiVersion: v1\nkind: Secret\nmetadata: {}\n", "broken.yaml");
    const { exitCode, stdout, stderr } = await run([
      "-f",
      broken,
      file(good),
      join(folder, "none"),
    ]);
    assert.equal(exitCode, 3);
    assert.match(stdout, /^unread {2}\S+broken\.yaml:\d+ is not valid YAML/m);
    assert.match(stdout, /^unread {2}\S+none cannot be read: ENOENT$/m);
    assert.match(stdout, /strong/);
    assert.equal(stderr, "error: 2 of what was to be read could not be read\n");
  });

  it("lists the rules", async () => {
    const text = (await run(["--rules"])).stdout;
    const json = JSON.parse((await run(["--rules", "--output", "json"])).stdout) as {
      id: string;
    }[];
    assert.deepEqual(
      json.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    for (const { id, title } of rules) {
      assert.ok(text.includes(id) && text.includes(title), id);
    }
  });

  for (const [argv, message] of [
    [[], "say what to look at: -f FILE, --namespace NAME or --all-namespaces"],
    [
      ["-f", "-", "--all-namespaces"],
      "-f reads files, --all-namespaces a cluster: give one of them",
    ],
    [
      ["--namespace", "shop", "--all-namespaces"],
      "--namespace is one of --all-namespaces: give one of them",
    ],
    [["-f", "-", "--context", "lab"], "--context goes with --namespace or --all-namespaces"],
    [["-f", "-", "--ask"], "--ask goes with --namespace or --all-namespaces"],
    [["--rules", "--output", "sarif"], "--rules has --output text and json, not sarif"],
  ] as const) {
    it(`refuses ${argv.join(" ") || "nothing"}`, async () => {
      const { exitCode, stdout, stderr } = await run(argv);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.ok(stderr.includes(`error: ${message}`), stderr);
    });
  }
});
