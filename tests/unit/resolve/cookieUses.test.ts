import assert from "node:assert/strict";
import type { CookieUse } from "../../../components/affinity/collision";
import { CookieUses } from "../../../components/resolve/cookieUses";

describe("CookieUses", () => {
  const use = (app: string, name: string, ...hosts: string[]): CookieUse => ({
    app,
    proxy: { controller: "traefik" },
    cookie: { name },
    exposure: { platform: "kubernetes", hosts, path: "/", tls: "none" } as never,
  });

  it("finds those of one host and one cookie name", () => {
    const uses = new CookieUses();
    const shop = use("shop", "session", "shop.example.com", "example.com");
    const blog = use("blog", "session", "example.com");
    [
      shop,
      blog,
      use("wiki", "wiki", "example.com"),
      use("api", "session", "api.example.com"),
    ].forEach((each) => {
      uses.add(each);
    });
    assert.deepEqual(uses.beside(use("new", "session", "example.com")), [shop, blog]);
    assert.deepEqual(uses.beside(use("new", "session", "shop.example.com")), [shop]);
    assert.deepEqual(uses.beside(use("new", "other", "example.com")), []);
    assert.deepEqual(uses.beside(use("new", "session")), []);
  });
});
