import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { setProperty } from "../../../components/args/paths";
import { argsSettings } from "../../../components/args/settings.generated";
import { resolveExposure } from "../../../components/resolve/resolveExposure";
import { onKubernetes } from "./cluster";

/** What a program without types could pass. */
const given = ["x", 3, true, ["x"], [{ name: "x" }], { x: "x" }];

describe("a setting of pods that are there already", () => {
  const own = argsSettings.filter(
    ({ component, property }) => component === "StickyApp" && !property.includes("[]"),
  );
  const parents = own.filter(({ property }) =>
    own.some((other) => other.property.startsWith(`${property}.`)),
  );

  it("is one of many", () => {
    assert.ok(own.length > 30);
  });

  for (const setting of own) {
    const { property } = setting;
    const isParent = parents.includes(setting);
    it(`is refused, whatever it is: ${property}`, () => {
      // Of an object each part is refused.
      for (const value of isParent ? ["x", 3, ["x"]] : given) {
        const args = { ...onKubernetes, service: { name: "web" } };
        setProperty(args, property, value);
        const resolved = resolveExposure("shop", args, { existing: pulumi.output(undefined) });
        const problems = "problems" in resolved ? resolved.problems : [];
        const [problem] = problems.filter(({ setting }) => setting.startsWith(property));
        assert.match(
          problem?.reason ?? "accepted",
          /^it has no effect with/,
          JSON.stringify(value),
        );
      }
    });
  }
});
