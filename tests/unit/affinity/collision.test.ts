import assert from "node:assert/strict";
import { type CookieUse, validateBeside } from "../../../components/affinity/collision";

function use(
  app: string,
  path?: string,
  further: { host?: string; name?: string } = {},
): CookieUse {
  const { host = "shop.example.com", name = "session" } = further;
  return {
    app,
    cookie: { name, ...(path !== undefined && { path }) },
    exposure: { host, path: "/", tls: "none" },
    proxy: { controller: "traefik" },
  };
}

/** Browsers send a cookie to its path and all below it (RFC 6265, 5.1.4), and keep one per name, domain and path. */
describe("the cookies of two applications on one host", () => {
  for (const [path, other] of [
    [undefined, undefined],
    [undefined, "/"],
    ["/", "/shop"],
    ["/shop", "/"],
    ["/shop", "/shop"],
    ["/shop", "/shop/cart"],
    ["/shop/cart", "/shop"],
    ["/shop/", "/shop/cart"],
  ] as const) {
    it(`of one name collide where one path is within the other: ${path ?? "none"} and ${other ?? "none"}`, () => {
      assert.deepEqual(validateBeside(use("shop", path), [use("blog", other)]), [
        {
          setting: "affinity.cookie.name",
          got: "session",
          reason:
            "the application blog has the same cookie name on the host shop.example.com, and each would overwrite the other's cookie",
          allowed: "a name of its own, such as that of the application",
          example: "shop",
        },
      ]);
    });
  }

  for (const [path, other] of [
    ["/shop", "/blog"],
    ["/shop", "/shopping"],
    ["/shopping", "/shop"],
    ["/shop/cart", "/shop/car"],
  ] as const) {
    it(`do not collide on paths beside each other: ${path} and ${other}`, () => {
      assert.deepEqual(validateBeside(use("shop", path), [use("blog", other)]), []);
    });
  }

  it("do not collide with another name", () => {
    assert.deepEqual(validateBeside(use("shop"), [use("blog", "/", { name: "blog" })]), []);
  });

  it("do not collide on another host", () => {
    assert.deepEqual(
      validateBeside(use("shop"), [use("blog", "/", { host: "blog.example.com" })]),
      [],
    );
  });

  it("collide on one of several hosts, which the message names", () => {
    const hosts = (app: string, ...names: string[]): CookieUse => ({
      ...use(app),
      exposure: { host: names[0] ?? "", hosts: names, path: "/", tls: "none" },
    });
    const shop = hosts("shop", "www.example.com", "example.com");
    const [problem] = validateBeside(shop, [hosts("blog", "blog.example.com", "example.com")]);
    assert.match(problem?.reason ?? "", /cookie name on the host example\.com, /);
    assert.deepEqual(validateBeside(shop, [hosts("blog", "blog.example.com")]), []);
    // The controller prefers the name to the wildcard, so that each host has one application.
    assert.deepEqual(validateBeside(shop, [hosts("any", "*.example.com")]), []);
  });

  it("do not collide behind two proxies: of two clusters, or of two controllers", () => {
    const [one, other] = [{}, {}];
    const behind = (cluster: unknown, controller = "traefik"): CookieUse => ({
      ...use("shop"),
      proxy: { cluster, controller },
    });
    assert.equal(validateBeside(behind(one), [behind(one)]).length, 1);
    assert.deepEqual(validateBeside(behind(one), [behind(other), behind(undefined)]), []);
    assert.deepEqual(validateBeside(behind(one), [behind(one, "kong")]), []);
  });

  it("do not collide where the router assigns both hosts", () => {
    const assigned = (app: string): CookieUse => ({
      ...use(app),
      exposure: { path: "/", tls: "none" },
    });
    assert.deepEqual(validateBeside(assigned("shop"), [assigned("blog")]), []);
  });

  it("are looked for among all, and nothing is wrong with none", () => {
    assert.equal(validateBeside(use("shop"), [use("a", "/", { name: "a" }), use("b")]).length, 1);
    assert.deepEqual(validateBeside(use("shop"), []), []);
  });
});
