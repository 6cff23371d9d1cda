import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isServed } from "../../../lab/provider/objects/servedKinds";

const components = join(__dirname, "../../../components");

/** Every kind that the program's code constructs, as `apiVersion Kind`. */
function constructedKinds(): Set<string> {
  const files = readdirSync(components, { recursive: true, encoding: "utf8" });
  const sources = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(components, file), "utf8"));
  const constructors = sources.flatMap((source) => [
    ...source.matchAll(/new k8s\.(\w+)\.(v\w+)\.(\w+)\(/g),
  ]);
  const groups: Readonly<Record<string, string>> = { core: "", networking: "networking.k8s.io/" };
  return new Set(
    constructors.map(
      ([, group = "", version = "", kind = ""]) =>
        `${groups[group] ?? `${group}/`}${version} ${kind}`,
    ),
  );
}

describe("provider: the kinds that are served", () => {
  it("are all that the program makes", () => {
    const kinds = [...constructedKinds()].sort();
    assert.ok(kinds.includes("apps/v1 StatefulSet"), kinds.join());
    assert.ok(kinds.includes("v1 Service"), kinds.join());
    assert.deepEqual(
      kinds.filter((each) => {
        const [apiVersion = "", kind = ""] = each.split(" ");
        return !isServed({ apiVersion, kind });
      }),
      [],
    );
  });

  it("are custom resources of any kind, also of the groups that end in k8s.io", () => {
    for (const apiVersion of ["route.openshift.io/v1", "gateway.networking.k8s.io/v1"]) {
      assert.ok(isServed({ apiVersion, kind: "Service" }), apiVersion);
    }
  });

  it("are no others of Kubernetes' own", () => {
    for (const [apiVersion, kind] of [
      ["v1", "Pod"],
      ["apps/v1", "Deployment"],
      ["batch/v1", "Job"],
      ["networking.k8s.io/v1", "IngressClass"],
      ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
    ] as const) {
      assert.ok(!isServed({ apiVersion, kind }), kind);
    }
  });
});
