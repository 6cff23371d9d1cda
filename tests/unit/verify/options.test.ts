import assert from "node:assert/strict";
import { parseOptions } from "../../../verify/options";

describe("the options of the verifier", () => {
  const parse = (...argv: string[]) => {
    const nowhere = () => undefined;
    return parseOptions(["--stack", "k8s", ...argv], { out: nowhere, err: nowhere });
  };

  it("give a request more time than proxies take to try another pod, or what they are told", () => {
    // nginx's proxy_connect_timeout as ingress-nginx has it and HAProxy's `timeout connect` as its routers have it: 5 s.
    assert.ok(parse().timeout > 2 * 5, String(parse().timeout));
    assert.equal(parse("--timeout", "7").timeout, 7);
  });

  it("know --newcomers still, which is called --new-clients now", () => {
    assert.equal(parse("--newcomers", "0.5").newClients, 0.5);
    assert.equal(parse("--new-clients", "0.5").newClients, 0.5);
    assert.equal(parse().newClients, 0.2);
  });
});
