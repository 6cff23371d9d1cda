import assert from "node:assert/strict";
import type { LiveExposure, LiveObjects } from "../../../verify/cluster/liveObjects";
import { admissionBy } from "../../../verify/cluster/routes";
import { servingAt } from "../../../verify/cluster/serving";

function exposure(name: string, host: string, path: string, exact = false): LiveExposure {
  return {
    ...{ kind: "Ingress", name, annotations: {}, hosts: [host] },
    rules: [{ host, path, exact }],
  };
}

function serving(url: string, ...exposures: readonly LiveExposure[]): string[] {
  const objects = { exposures } as unknown as LiveObjects;
  return servingAt(objects, new URL(url)).exposures.map(({ name }) => name);
}

describe("the Ingresses that serve a URL", () => {
  const all = exposure("all", "shop.example.com", "/");
  const app = exposure("app", "shop.example.com", "/app");

  it("are those with the longest path", () => {
    assert.deepEqual(serving("http://shop.example.com/app/cart", all, app), ["app"]);
    assert.deepEqual(serving("http://shop.example.com/app", all, app), ["app"]);
  });

  it("take paths by whole elements", () => {
    assert.deepEqual(serving("http://shop.example.com/apple", all, app), ["all"]);
  });

  it("are exact before they are longer", () => {
    const exact = exposure("exact", "shop.example.com", "/app", true);
    assert.deepEqual(serving("http://shop.example.com/app", app, exact), ["exact"]);
    assert.deepEqual(serving("http://shop.example.com/app/cart", app, exact), ["app"]);
  });

  it("are of the host before they are of a wildcard, and of a wildcard before any host", () => {
    const wildcard = exposure("wildcard", "*.example.com", "/app");
    const any = exposure("any", "", "/app/cart");
    assert.deepEqual(serving("http://shop.example.com/app/cart", any, wildcard, all), ["all"]);
    assert.deepEqual(serving("http://a.example.com/app/cart", any, wildcard, all), ["wildcard"]);
    assert.deepEqual(serving("http://a.b.example.com/app/cart", any, wildcard, all), ["any"]);
  });

  it("are several where none is more specific", () => {
    assert.deepEqual(serving("http://shop.example.com/", all, { ...all, name: "twin" }), [
      "all",
      "twin",
    ]);
  });

  it("are all where none names the URL, as behind a proxy that changes the host", () => {
    assert.deepEqual(serving("http://elsewhere.example.com/", all, app), ["all", "app"]);
  });
});

describe("whether a router serves a Route", () => {
  const condition = (status: string) => ({
    conditions: [{ type: "Admitted", status, reason: "HostAlreadyClaimed", message: "a has it" }],
  });

  it("is told by the condition of one of them", () => {
    assert.deepEqual(admissionBy([condition("False"), condition("True")]), { state: "admitted" });
  });

  it("is not known yet where none has looked at it", () => {
    assert.deepEqual(admissionBy([]), { state: "pending" });
    assert.deepEqual(admissionBy([{ conditions: [{ type: "Other", status: "True" }] }]), {
      state: "pending",
    });
  });

  it("is denied with the router's own reason", () => {
    assert.deepEqual(admissionBy([condition("False")]), {
      ...{ state: "rejected", because: "HostAlreadyClaimed: a has it" },
    });
  });
});
