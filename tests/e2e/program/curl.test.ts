import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { shell } from "../support/shell";
import { TestStack } from "../support/testStack";

describe("the tutorial's curl lines", () => {
  let stack: TestStack;
  let url: string;
  let jar: string;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
    url = await stack.url();
    jar = join(stack.folder, "cookies.txt");
    const visitor = await stack.visitor(false);
    await eventually(async () => {
      assert.equal((await visitor.visit()).status, 200);
    });
  });
  after(() => stack.dispose());
  beforeEach(() => rm(jar, { force: true }));

  function run(script: string): Promise<string[]> {
    return shell(script, stack.folder);
  }

  it("without a cookie: the pod varies", async () => {
    const lines = await run(`for i in $(seq 8); do curl -s ${url} | grep "Server name"; done`);
    assert.equal(lines.length, 8);
    assert.ok(new Set(lines).size > 1, lines.join());
  });

  it("with a cookie jar: the same pod 8 of 8, and 14 of 14", async () => {
    const lines = await run(
      `for i in $(seq 14); do curl -s -c cookies.txt -b cookies.txt ${url} | grep "Server name"; done`,
    );
    assert.equal(lines.length, 14);
    assert.equal(new Set(lines).size, 1, lines.join());
  });

  it("with a cookie jar that is read and never written: the same pod", async () => {
    const [first] = await run(`curl -s -c cookies.txt ${url} | grep "Server name"`);
    const lines = await run(
      `for i in $(seq 14); do curl -s -b cookies.txt ${url} | grep "Server name"; done`,
    );
    assert.deepEqual(new Set(lines), new Set([first]));
  });

  it("the jar holds one session cookie, for this host alone and hidden from scripts", async () => {
    await run(`curl -s -c cookies.txt ${url}`);
    const cookies = (await readFile(jar, "utf8"))
      .split("\n")
      .filter((line) => /^(#HttpOnly_)?\S+\t/.test(line))
      .map((line) => line.split("\t"));
    assert.equal(cookies.length, 1);
    const [domain, subdomains, path, secure, expires, name] = cookies[0] ?? [];
    assert.deepEqual(
      { domain, subdomains, path, secure, expires, name },
      {
        domain: `#HttpOnly_${stack.host}`,
        subdomains: "FALSE",
        path: "/",
        secure: "FALSE",
        expires: "0",
        name: "hello",
      },
    );
  });

  it("two jars at once: each stays on its own pod", async () => {
    const lines = await run(`
      visits() { for i in $(seq 14); do curl -s -c $1 -b $1 ${url} | grep "Server name"; done | sort -u; }
      visits one.txt > one.out & visits two.txt > two.out & wait
      wc -l < one.out; wc -l < two.out`);
    assert.deepEqual(lines, ["1", "1"]);
  });

  it("a made-up cookie: answered all the same, with a good one", async () => {
    const lines = await run(
      `curl -s -i -b hello=made-up ${url} | tr -d '\\r' | grep -i -e ^HTTP -e ^set-cookie`,
    );
    assert.match(lines[0] ?? "", /^HTTP\/1.1 200/);
    assert.match(lines[1] ?? "", /^set-cookie: hello=(?!made-up)/i);
  });

  it("a path and a query reach the same pod", async () => {
    const lines = await run(`
      curl -s -c cookies.txt ${url} | grep "Server name"
      curl -s -b cookies.txt "${url}deep/er?a=b" | grep -e "Server name" -e URI`);
    assert.equal(
      lines[0],
      lines.find((line, index) => index > 0 && line.startsWith("Server name")),
    );
    assert.ok(lines.includes("URI: /deep/er?a=b"), lines.join());
  });

  it("the pod is deleted: another one answers and stays, also after the pod is back", async () => {
    const inNamespace = `--namespace ${stack.namespace}`;
    const visit = `curl -s --max-time 5 --retry 60 --retry-delay 1 --retry-all-errors --fail -c cookies.txt -b cookies.txt ${url} | grep "Server name" | sed "s/.*: //"`;
    const uid = `--output jsonpath={.metadata.uid} ${inNamespace}`;
    const [before, after, ...later] = await run(`
      pod=$(${visit})
      uid=$(kubectl get pod $pod ${uid})
      echo $uid
      kubectl delete pod $pod ${inNamespace} >&2
      next=$(${visit})
      kubectl wait pod/$pod ${inNamespace} --for=create --timeout=60s >&2
      kubectl wait pod/$pod ${inNamespace} --for=condition=Ready --timeout=60s >&2
      test $uid != $(kubectl get pod $pod ${uid})
      kubectl get pod $next ${uid}; echo
      echo $next
      for i in $(seq 14); do ${visit}; done`);
    assert.notEqual(after, before);
    assert.equal(later.length, 15);
    assert.equal(new Set(later).size, 1, later.join());
  });

  it(`\`kubectl get ${platform.exposure.kind} hello\` shows the host and that it is served`, async () => {
    const [, row] = await run(
      `kubectl get ${platform.exposure.kind} hello --namespace ${stack.namespace}`,
    );
    const shown =
      platform.name === "kubernetes"
        ? `^hello +traefik +${stack.host} +127.0.0.1 +80`
        : `^hello +${stack.host} +True +hello`;
    assert.match(row ?? "", new RegExp(shown));
  });
});
