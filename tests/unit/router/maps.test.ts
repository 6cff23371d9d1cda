import assert from "node:assert/strict";

import { requestPattern } from "../../../lab/router/haproxy/maps";
import { files } from "./files";
import { route } from "./objects";

describe("the maps of hosts and paths", () => {
  const edge = (insecure: "None" | "Allow" | "Redirect") => ({
    spec: { tls: { termination: "edge", insecureEdgeTerminationPolicy: insecure } as const },
  });

  it("have a plain Route under http, one with TLS under https, and both where that is allowed", () => {
    for (const [choices, http, https] of [
      [{}, 1, 0],
      [edge("None"), 0, 1],
      [edge("Redirect"), 0, 1],
      [edge("Allow"), 1, 1],
    ] as const) {
      const { "http.map": overHttp = "", "https.map": overHttps = "" } = files(route(choices));
      assert.equal(overHttp.length > 0, http === 1, JSON.stringify(choices));
      assert.equal(overHttps.length > 0, https === 1, JSON.stringify(choices));
    }
  });

  it("send those to https who are on http and should not", () => {
    const value = (choices: Parameters<typeof route>[0]) =>
      files(route(choices))["redirect.map"]?.trim().split(" ")[1];
    assert.equal(value(edge("Redirect")), "1");
    assert.equal(value(edge("Allow")), "0");
    assert.equal(value({}), "0");
  });

  it("have longer paths first", () => {
    const paths = ["/", "/a", "/a/b"].map((path, index) =>
      route({ name: `r${index}`, spec: { path } }),
    );
    const found = files(...paths)
      ["http.map"]?.trim()
      .split("\n")
      .map((line) => line.split(" ")[1]);
    assert.deepEqual(found, ["route:one:r2", "route:one:r1", "route:one:r0"]);
  });

  for (const [path, matching, others] of [
    ["", ["h.x", "h.x/", "h.x/a", "h.x:80/a", "h.x./a"], ["g.x/", "h.x.y/", "hax/"]],
    ["/", ["h.x", "h.x/a"], []],
    ["/a", ["h.x/a", "h.x/a/", "h.x/a/b"], ["h.x/", "h.x/ab", "h.x/A"]],
    ["/a/", ["h.x/a/", "h.x/a/b"], ["h.x/a", "h.x/ab"]],
    ["/a.b", ["h.x/a.b"], ["h.x/aXb"]],
  ] as const) {
    it(`match whole segments of the path "${path}"`, () => {
      const pattern = new RegExp(requestPattern("h.x", path));
      for (const request of matching) {
        assert.match(request, pattern);
      }
      for (const request of others) {
        assert.doesNotMatch(request, pattern);
      }
    });
  }
});
