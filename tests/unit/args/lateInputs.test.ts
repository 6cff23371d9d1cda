import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { StickyExposure } from "../../../components/stickyExposure";
import { StickyApp } from "../../../components/stickyApp";
import { run, valueOf } from "../support/mocks";
import { onKubernetes } from "../stickyApp/children";

const host = pulumi.output("a.example.com");

/** That each is an error of TypeScript's is a part of the test: it ends at the comment of the property. */
const late: [what: string, args: StickyAppArgs, setting: string, allowed: string][] = [
  [
    "a host",
    // @ts-expect-error has to be known
    { ...onKubernetes, host },
    "host",
    "a DNS name in lower case, without scheme, port and path; *. before it for all names below",
  ],
  [
    "one of several hosts",
    // @ts-expect-error has to be known
    { ...onKubernetes, hosts: ["b.example.com", host] },
    "hosts[1]",
    "a DNS name in lower case, without scheme, port and path; *. before it for all names below",
  ],
  [
    "all hosts",
    // @ts-expect-error has to be known
    { ...onKubernetes, hosts: pulumi.output(["a.example.com"]) },
    "hosts",
    "a list, each of it a DNS name in lower case, without scheme, port and path; *. before it for all names below",
  ],
  [
    "a number of pods",
    // @ts-expect-error has to be known
    { ...onKubernetes, replicas: pulumi.output(3) },
    "replicas",
    "a whole number from 1 to 2147483647",
  ],
];

describe("an output where a value has to be known", () => {
  for (const [what, args, setting, allowed] of late) {
    it(`is refused in one message with the way: ${what}`, async () => {
      const name = setting.replace(/\[.*/, "");
      await run(() => {
        assert.throws(() => new StickyApp("hello", args), {
          message: `StickyApp "hello" has 1 problem; nothing was changed.

${setting}
  got:      an Output
  problem:  it has to be known before anything is made
  allowed:  ${allowed}
  fix:      await stackReference.getOutputValue(...) for it, or output.apply((${name}) => new StickyApp(...))`,
        });
      });
    });
  }

  it("is told by the component that has it", async () => {
    await run(() => {
      const args = {
        ...onKubernetes,
        host: pulumi.output("a.example.com"),
        service: { name: "web" },
      };
      assert.throws(
        // @ts-expect-error has to be known
        () => new StickyExposure("hello", args),
        /output\.apply\(\(host\) => new StickyExposure\(\.\.\.\)\)/,
      );
    });
  });

  it("is one of another stack, awaited or in its apply", async () => {
    const { result } = await run(() =>
      host.apply((known) => new StickyApp("hello", { ...onKubernetes, host: known }).url),
    );
    assert.equal(await valueOf(result), "http://a.example.com/");
  });
});
