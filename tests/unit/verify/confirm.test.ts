import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import { confirmDisruption } from "../../../verify/disrupt/confirm";
import type { Disruption } from "../../../verify/disrupt/disruptions";
import type { Terminal } from "../../../cli/terminal/terminal";
import type { Target } from "../../../verify/subject/target";
import { FakeSite } from "./fakeSite";
import { fakeTarget } from "./fakeTarget";

describe("--disrupt", () => {
  let said = "";

  function target(): Target {
    const { cluster, ...rest } = fakeTarget({
      ...{ url: new URL("http://hello.localhost/"), pods: new FakeSite() },
    });
    assert.ok(cluster);
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromOptions({
      clusters: [{ name: "c", server: "https://10.0.0.1:6443" }],
      contexts: [{ name: "kind-dev", cluster: "c", user: "u" }],
      users: [{ name: "u" }],
      currentContext: "kind-dev",
    });
    return { ...rest, cluster: { ...cluster, kubeConfig } };
  }

  async function confirm(
    ask?: Terminal["ask"],
    yes = false,
    on = target(),
    chosen: readonly Disruption[] = ["pod-deletion", "scale"],
  ): Promise<void> {
    said = "";
    await confirmDisruption({
      ...{ target: on, chosen, yes },
      terminal: {
        out: () => undefined,
        err: (text) => (said += text),
        ...{ outColored: false, errColored: false },
        ...(ask && { ask }),
      },
      signal: new AbortController().signal,
    });
  }

  const plan =
    /pod-deletion, scale on the pods of the Service hello in namespace shop, context "kind-dev" \(https:\/\/10\.0\.0\.1:6443\)/;

  it("asks on a terminal, and names what, where and in which context", async () => {
    let question = "";
    await confirm((text) => {
      question = text;
      return Promise.resolve(true);
    });
    assert.match(question, plan);
    assert.match(question, /Go on\?$/);
  });

  it("does nothing where the answer is no", async () => {
    await assert.rejects(
      confirm(() => Promise.resolve(false)),
      { message: "Nothing was done.", reason: "could not run" },
    );
  });

  it("does not ask with --yes, and says what it will do", async () => {
    await confirm(() => Promise.reject(new Error("asked")), true);
    assert.match(said, plan);
  });

  it("says that a stall takes a pod that sees all processes of the node, and only then", async () => {
    await confirm(undefined, true, target(), ["stall", "scale"]);
    assert.match(said, /for stall a pod on the node, which runs as root and sees all processes\n$/);
    await confirm(undefined, true);
    assert.doesNotMatch(said, /root/);
  });

  it("refuses where there is nobody to ask", async () => {
    await assert.rejects(confirm(), {
      message: /no terminal to ask on; say --yes/,
      reason: "wrong usage",
    });
  });

  it("refuses where the pods are not known", async () => {
    const { url, expectation } = target();
    await assert.rejects(
      confirm(undefined, true, { url, expectation }),
      /--service NAMESPACE\/NAME/,
    );
  });
});
