import assert from "node:assert/strict";

import {
  cookieValue,
  defaultCookieName,
  onPort,
  readyEndpoints,
} from "../../../lab/router/endpoints";
import { endpointWeights, weightOf } from "../../../lab/router/weights";
import { slice } from "./objects";

describe("the endpoints of a Service", () => {
  const slices = [
    slice("hello", { "hello-0": ["10.0.0.1", true], "hello-1": ["10.0.0.2", false] }),
    slice("hello", { "hello-2": ["10.0.0.3"] }),
    slice("other", { "other-0": ["10.0.0.4", true] }),
    slice("hello", { "hello-9": ["10.0.0.9", true] }, { namespace: "two" }),
  ];

  it("are those of all of its slices that are ready, or may be", () => {
    assert.deepEqual(
      readyEndpoints(slices, "one", "hello").map(({ id }) => id),
      ["pod:hello-0:hello:http:10.0.0.1:8080", "pod:hello-2:hello:http:10.0.0.3:8080"],
    );
  });

  it("are called by what they are, where they are no pods", () => {
    const [first] = slices;
    const external = {
      ...(first ?? assert.fail()),
      addressType: "IPv6",
      endpoints: [{ addresses: ["fd00::1"] }],
    };
    const [endpoint] = readyEndpoints([external], "one", "hello");
    assert.equal(endpoint?.id, "ept:hello:http:fd00::1:8080");
    assert.equal(endpoint.address, "[fd00::1]");
  });

  it("are chosen by the port's name in the Service or by the pods' number", () => {
    const all = readyEndpoints(slices, "one", "hello");
    for (const port of ["http", 8080, "8080", undefined]) {
      assert.equal(onPort(all, port).length, 2, String(port));
    }
    assert.equal(onPort(all, "https").length, 0);
  });
});

// Issued by OpenShift's own router for the same namespace, Route and endpoint.
describe("the cookie of a Route", () => {
  it("is called by a hash of the namespace and the Route's name", () => {
    assert.equal(defaultCookieName("one", "plain"), "34b24215fbd7980d35448dc081ae864d");
  });

  it("names the endpoint by a hash of pod, Service, port and address", () => {
    const pods = { "hello-1": ["192.0.2.2", true] } as const;
    const [endpoint] = readyEndpoints([slice("hello", pods, { port: 9002 })], "one", "hello");
    assert.equal(endpoint && cookieValue(endpoint), "a06fd61567aba29771637de1da06ca39");
  });
});

describe("the weights of endpoints", () => {
  it("are 1 where one Service alone is active", () => {
    assert.deepEqual(endpointWeights([{ weight: 100, endpoints: 3 }]), [1]);
    assert.deepEqual(
      endpointWeights([
        { weight: 100, endpoints: 3 },
        { weight: 0, endpoints: 2 },
      ]),
      [1, 0],
    );
  });

  it("divide each Service's share among its endpoints, the largest scaled to 256", () => {
    const weights = endpointWeights([
      { weight: 20, endpoints: 1 },
      { weight: 10, endpoints: 2 },
    ]);
    assert.deepEqual(weights, [256, 64]);
  });

  it("are at least 1 for a Service that is active at all", () => {
    const weights = endpointWeights([
      { weight: 256, endpoints: 1 },
      { weight: 1, endpoints: 100 },
    ]);
    assert.deepEqual(weights, [256, 1]);
  });

  it("are 0 where nothing is active", () => {
    assert.deepEqual(endpointWeights([{ weight: 0, endpoints: 2 }]), [0]);
    assert.deepEqual(endpointWeights([{ weight: 5, endpoints: 0 }]), [0]);
  });

  it("come from shares of 0 to 256, 1 without one", () => {
    assert.deepEqual([undefined, -1, 0, 7, 1000].map(weightOf), [1, 0, 0, 7, 256]);
  });
});
