import assert from "node:assert/strict";
import type { LiveExposure, LiveObjects } from "../../../verify/cluster/liveObjects";
import { admissionBy } from "../../../verify/cluster/routes";
import { findDialect } from "../../../components/affinity/dialects";
import { servedBy, servingAt } from "../../../verify/cluster/serving";
import { controllerAt } from "../../../verify/subject/controllerAt";

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

describe("the Ingresses of one of several controllers", () => {
  const url = new URL("http://shop.example.com/");
  const there = [{ host: "shop.example.com", port: 80, address: "10.0.0.2" }];
  const of = (
    name: string,
    ingressController?: string,
    ...addresses: readonly string[]
  ): LiveExposure => ({
    ...exposure(name, url.hostname, "/"),
    ...(ingressController !== undefined && { ingressController }),
    ...(addresses.length > 0 && { addresses }),
  });
  const old = of("old", "k8s.io/ingress-nginx", "10.0.0.1");
  const traefik = "traefik.io/ingress-controller";
  const at = async (...exposures: readonly LiveExposure[]) =>
    (await controllerAt(url, { exposures }, there))?.id;

  function servedByTraefik(...exposures: readonly LiveExposure[]): string[] {
    const dialect = findDialect("traefik") ?? assert.fail();
    const objects = { exposures } as unknown as LiveObjects;
    return servedBy(objects, dialect).exposures.map(({ name }) => name);
  }

  it("are its own, and those of which no controller is known", () => {
    assert.deepEqual(servedByTraefik(old, of("own", traefik), of("any")), ["own", "any"]);
  });

  it("are all where none is its own", () => {
    assert.deepEqual(servedByTraefik(old, of("any")), ["old", "any"]);
  });

  it("are those of the controller whose address answers", async () => {
    assert.equal(await at(old, of("new", traefik, "10.0.0.2")), "traefik");
    assert.equal(
      await at(of("new", traefik, "10.0.0.1"), { ...old, addresses: ["10.0.0.2"] }),
      "ingress-nginx",
    );
  });

  it("need no word where one controller is known", async () => {
    assert.equal(await at(old, { ...old, name: "twin" }, of("any")), undefined);
  });

  for (const [title, addresses] of [
    ["none of them is there", ["10.0.0.3"]],
    ["both are there", ["10.0.0.1", "10.0.0.2"]],
  ] as const) {
    it(`are asked for where ${title}`, async () => {
      const second = {
        ...old,
        addresses: title === "both are there" ? ["10.0.0.2"] : ["10.0.0.1"],
      };
      await assert.rejects(at(second, of("new", traefik, ...addresses)), {
        message:
          "Several controllers serve http://shop.example.com/: Ingress old (ingress-nginx); Ingress new (traefik). Say which of them answers there: --controller ingress-nginx or traefik.",
        exitCode: 2,
      });
    });
  }
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
