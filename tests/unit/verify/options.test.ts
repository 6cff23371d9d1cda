import assert from "node:assert/strict";
import { parseOptions } from "../../../verify/options";

describe("the options of the verifier", () => {
  const parse = (...argv: string[]) => {
    const nowhere = () => undefined;
    return parseOptions(["--stack", "k8s", ...argv], { out: nowhere, err: nowhere });
  };

  it("know --newcomers still, which is called --new-clients now", () => {
    assert.equal(parse("--newcomers", "0.5").newClients, 0.5);
    assert.equal(parse("--new-clients", "0.5").newClients, 0.5);
    assert.equal(parse().newClients, 0.2);
  });
});
