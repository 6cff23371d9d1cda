import assert from "node:assert/strict";
import { readCluster } from "../../../manifests/readCluster";
import { nameOf } from "../../../manifests/sourced";
import { fakeApiServer, kubeConfigOf } from "../support/fakeApiServer";

const resources = (...named: readonly (readonly [string, string, boolean])[]) => ({
  kind: "APIResourceList",
  resources: named.map(([name, kind, namespaced]) => ({ name, kind, namespaced, verbs: ["list"] })),
});

describe("a cluster's objects", () => {
  it("are read page by page; what may not be read is named, and what there is not has none", async () => {
    const services = "/api/v1/namespaces/shop/services?limit=500";
    const server = await fakeApiServer({
      "/api/v1": resources(["services", "Service", true], ["pods", "Pod", true]),
      [services]: { items: [{ metadata: { name: "a" } }], metadata: { continue: "next" } },
      [`${services}&continue=next`]: { items: [{ metadata: { name: "b" } }], metadata: {} },
      "/api/v1/namespaces/shop/pods?limit=500": "forbidden",
    });
    const seen: string[] = [];
    for await (const reading of readCluster(
      kubeConfigOf(server),
      [
        { apiVersion: "v1", kind: "Service" },
        { apiVersion: "v1", kind: "Pod" },
        { apiVersion: "projectcontour.io/v1", kind: "HTTPProxy" },
      ],
      "shop",
    )) {
      seen.push(
        "problem" in reading
          ? `${reading.problem.where} ${reading.problem.what}`
          : `${reading.object.apiVersion} ${reading.object.kind} ${nameOf(reading)}`,
      );
    }
    server.close();
    assert.deepEqual(seen, ["v1 Service a", "v1 Service b", "Pod cannot be read: forbidden"]);
  });
});
