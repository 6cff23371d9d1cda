import assert from "node:assert/strict";
import { main } from "../../../doctor/main";
import type { Report, ReportedFinding } from "../../../doctor/report/report";
import { createRestrictedNamespace, deleteNamespace, kubectl } from "../support/cluster";
import { eventually } from "../support/eventually";
import { createObjects } from "../support/plainObjects";
import { name, objects, setups } from "../verify/brokenSetups";
import { runMain } from "../../unit/support/runMain";

/** What the doctor has to say of each set-up of the verifier's that fails, by the set-up's Service. */
const expected: Readonly<Record<string, string>> = {
  none: "no-affinity",
  "on-ingress": "wrong-object",
  nginx: "other-controller",
  "client-ip": "client-ip-behind-proxy",
  path: "cookie-path-misses",
  domain: "cookie-domain-refused",
  secure: "secure-on-http",
  expired: "cookie-expires-at-once",
  one: "single-replica",
  partly: "pods-not-ready",
  selector: "selects-no-pods",
  rival: "application-sets-the-cookie",
  "native-lb": "virtual-address",
  "two-a": "cookie-name-shared",
  class: "class-missing",
  port: "port-undeclared",
  unexposed: "nothing-leads-here",
};

/** Runs the doctor on the namespace, as its command does. */
async function doctor(): Promise<Report> {
  const { stdout, stderr } = await runMain(main, [
    "--namespace",
    name,
    "--ask",
    "--output",
    "json",
  ]);
  assert.notEqual(stdout, "", stderr);
  return JSON.parse(stdout) as Report;
}

/** Whether a finding is about a set-up: its objects, or what its Service leads to. */
function isAbout({ object, verify = "", says }: ReportedFinding, setup: string): boolean {
  return (
    object.name === setup ||
    verify.endsWith(`--service ${name}/${setup}`) ||
    says.includes(`Service ${setup},`)
  );
}

describe("the doctor agrees with the verifier:", () => {
  let report: Report;

  before(async () => {
    await createRestrictedNamespace(name);
    await createObjects(name, objects);
    await kubectl([
      ...["wait", "pod", "--all", "--for=condition=Ready", "--timeout=90s"],
      ...["--namespace", name, "--field-selector", "metadata.name!=partly-2"],
    ]);
    await eventually(async () => {
      report = await doctor();
      // When this path answers, all others are served.
      assert.ok(report.findings.some(({ rule }) => rule === "application-sets-the-cookie"));
    });
    assert.deepEqual(report.problems, []);
  });
  after(() => deleteNamespace(name));

  function about(setup: string): string[] {
    return report.findings
      .filter((finding) => isAbout(finding, setup))
      .map(({ rule, says }) => `${rule}: ${says}`);
  }

  for (const { what, service } of setups.filter(({ service }) => service !== "healthy")) {
    it(`finds ${what}`, () => {
      const rule = expected[service] ?? "";
      const found = about(service);
      assert.ok(
        found.some((line) => line.startsWith(`${rule}: `)),
        `${rule} is not among:\n${found.join("\n")}`,
      );
    });
  }

  it("finds that requests may be lost when a pod ends", () => {
    const found = report.findings.find(
      ({ rule, object }) => rule === "no-drain" && object.name === "hello",
    );
    assert.match(found?.says ?? "", /ends at once when it is told to/);
  });

  it("finds nothing wrong with what the verifier passes", () => {
    assert.deepEqual(about("healthy"), []);
    const healthy = report.paths.find(({ service }) => service === `${name}/healthy`);
    assert.equal(healthy?.affinity, "strong");
    assert.equal(healthy.controller, "Traefik");
    assert.equal(healthy.knownBy, "class");
    assert.equal(healthy.cookie, "hello");
    assert.equal(healthy.pods, "3");
  });

  it("proposes commands that the API server accepts", async () => {
    for (const { rule, fix } of report.findings) {
      for (const command of fix?.commands ?? []) {
        if (!command.startsWith("kubectl patch ")) {
          continue;
        }
        const patch = /--type (\w+) --patch '(.*)'$/s.exec(command);
        const target = /^kubectl patch (\S+) /.exec(command)?.[1] ?? "";
        await kubectl([
          ...["patch", target, "--namespace", name, "--dry-run=server"],
          ...["--type", patch?.[1] ?? "", "--patch", (patch?.[2] ?? "").replaceAll("'\\''", "'")],
        ]).catch((error: unknown) => {
          assert.fail(`${rule}: ${command}\n${String(error)}`);
        });
      }
    }
  });
});
