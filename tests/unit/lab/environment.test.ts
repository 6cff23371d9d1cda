import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { environmentObject, exportLines } from "../../../lab/environment";

const environment = {
  path: ["/lab's/bin"],
  variables: { KUBECONFIG: "/a folder/with 'quotes' and $HOME" },
};

describe("the lab's environment", () => {
  it("comes out of a shell as it went in, with the shell's own PATH behind", () => {
    const script = `PATH=/usr/bin; ${exportLines(environment)}; printf '%s\\n' "$KUBECONFIG" "$PATH"`;
    const printed = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
    assert.equal(printed, `${environment.variables.KUBECONFIG}\n/lab's/bin:/usr/bin\n`);
  });

  it("is one object for programs", () => {
    assert.deepEqual(environmentObject(environment, "/usr/bin:/bin"), {
      KUBECONFIG: environment.variables.KUBECONFIG,
      PATH: "/lab's/bin:/usr/bin:/bin",
    });
  });
});
