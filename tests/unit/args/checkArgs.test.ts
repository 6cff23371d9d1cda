import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { setProperty } from "../../../components/args/paths";
import type { Setting } from "../../../components/args/setting";
import { argsSettings } from "../../../components/args/settings.generated";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { programSource, reportProblems } from "../../../components/resolve/report";
import { resolve } from "../../../components/resolve/resolve";
import { resolveExposure } from "../../../components/resolve/resolveExposure";
import { StickyApp } from "../../../components/stickyApp";
import { promiseOf, run, valueOf } from "../support/mocks";

/** Arguments as a program without types passes them, with one of them replaced. */
function argsWith(property: string, value: unknown): StickyAppArgs {
  const args: Record<string, unknown> = {
    platform: "kubernetes",
    controller: "traefik",
    image: "app:1",
    host: "hello.example.com",
  };
  const [list = "", part] = property.split("[].");
  if (part === undefined) {
    setProperty(args, property, value);
  } else {
    args[list] = [{ ...(list === "mounts" && { path: "/etc/app" }), [part]: value }];
  }
  return args as unknown as StickyAppArgs;
}

/** Where `argsWith` sets a property: that of a list's items on its first one. */
function placeOf(property: string): string {
  return property.replace("[]", "[0]");
}

function problemsOf(args: unknown, name: unknown = "hello") {
  const resolved = resolve(name as string, args as StickyAppArgs);
  return "problems" in resolved ? resolved.problems : assert.fail("accepted");
}

/** The problems of the component that has the setting. */
function problemsFor({ component, property }: Setting, value: unknown) {
  const args = argsWith(property, value);
  const resolved =
    component === "StickyExposure"
      ? resolveExposure("hello", args, { existing: pulumi.output(undefined) })
      : resolve("hello", args);
  return "problems" in resolved ? resolved.problems : assert.fail("accepted");
}

const circular: unknown[] = [];
circular.push(circular);

const wrong: [what: string, value: unknown, shown: string][] = [
  ["null", null, "null"],
  ["a symbol", Symbol("x"), "a symbol"],
  ["a BigInt", 1n, "the BigInt 1"],
  ["a function", () => "x", "a function"],
  ["NaN", NaN, "NaN"],
  ["a class", new Date(NaN), "null"],
  ["a circular list", [circular], "a list"],
];

describe("the check of arguments", () => {
  for (const [what, value, shown] of wrong) {
    it(`refuses ${what} for every setting, in the one message`, () => {
      for (const setting of argsSettings) {
        const { property, kind, secret } = setting;
        const problems = problemsFor(setting, value);
        const found = problems.filter(({ setting }) => setting.startsWith(placeOf(property)));
        assert.equal(found.length, 1, property);
        const message = reportProblems(found, programSource("hello"));
        const got = secret === true ? '"[secret]"' : shown;
        if (kind !== "list") {
          assert.match(
            message,
            new RegExp(`\n {2}got: {6}${got.replaceAll(/[[\]]/g, "\\$&")}\n`),
            property,
          );
        }
      }
    });
  }

  it("refuses an Output and a promise where a value has to be plain", () => {
    const plain = argsSettings.filter(({ input, kind }) => input !== true || kind !== "text");
    for (const setting of plain) {
      const { property, input, kind } = setting;
      if (input === true && kind === "number") {
        continue;
      }
      for (const [value, shown] of [
        [pulumi.output("x"), "an Output"],
        [Promise.resolve("x"), "a promise"],
      ] as const) {
        const [problem] = problemsFor(setting, value).filter(
          (candidate) => candidate.setting === placeOf(property),
        );
        assert.equal(problem?.reason, "it has to be known before anything is made", property);
        const message = reportProblems([problem], programSource("hello"));
        assert.ok(message.includes(`got:      ${shown}`), message);
      }
    }
  });

  it("refuses lists and objects in place of text, and a text in place of an object", () => {
    const values: Partial<Record<Setting["kind"], unknown[]>> = {
      text: [["x"], { a: "x" }, 1, true],
      number: ["8080", [1], {}, 1.5, Infinity, 2 ** 53],
      boolean: ["true", 1, {}, []],
      list: ["x", { a: "x" }, 1],
      map: ["x", ["x"], 1],
      object: ["x", ["x"], 1, true],
      objects: ["x", { a: "x" }, 1, true],
      variables: ["x", ["x"], 1, true],
      manifest: ["x", ["x"], 1, true],
    };
    for (const setting of argsSettings) {
      const { property, kind } = setting;
      for (const value of values[kind] ?? []) {
        const found = problemsFor(setting, value).filter(
          (candidate) => candidate.setting === placeOf(property),
        );
        assert.equal(found.length, 1, `${property} ${JSON.stringify(value)}`);
      }
    }
  });

  it("refuses arguments and names that are none", () => {
    for (const [, value] of wrong) {
      assert.equal(problemsOf(value)[0]?.setting, "arguments");
      assert.equal(problemsOf(argsWith("port", 80), value)[0]?.setting, "name");
    }
  });

  it("bounds whole numbers on both sides", () => {
    const numbers = argsSettings.filter(
      ({ kind, onlyWith, property }) =>
        kind === "number" && !onlyWith && !property.startsWith("drain.gate"),
    );
    assert.ok(numbers.length >= 6);
    for (const { property, minimum = NaN, maximum = NaN } of numbers) {
      const refused = (value: number) => {
        const resolved = resolve("hello", argsWith(property, value));
        const problems = "problems" in resolved ? resolved.problems : [];
        return problems.some(
          ({ setting, allowed }) => setting === property && allowed.includes(" from "),
        );
      };
      assert.deepEqual(
        [minimum - 1, minimum, maximum, maximum + 1].map(refused),
        [true, false, false, true],
        property,
      );
    }
  });

  it("says of each resource that its limit has to grow with the request alone", () => {
    for (const [resource, most, above, limit] of [
      ["cpu", "500m", "0.501", "500m"],
      ["memory", "128Mi", "129Mi", "128Mi"],
      ["ephemeral-storage", "1Gi", "1025Mi", "1Gi"],
    ] as const) {
      const args = (request: string) =>
        argsWith("resources", { requests: { [resource]: request } });
      assert.ok("plan" in resolve("hello", args(most)), resource);
      const setting = `resources.limits${resource.includes("-") ? `["${resource}"]` : `.${resource}`}`;
      const [problem, ...others] = problemsOf(args(above));
      assert.deepEqual(others, []);
      assert.deepEqual(problem, {
        setting,
        reason: `its default, ${limit}, is less than {${setting.replace("limits", "requests")}}, ${above}: a pod cannot request more than it may use`,
        allowed: `${above} or more`,
        example: above,
      });
    }
  });

  it("names the setting that was probably meant, on every level", () => {
    const [problem] = problemsOf(argsWith("drain.secnds", 10));
    assert.deepEqual(
      { ...problem, example: undefined },
      {
        setting: "drain.secnds",
        got: 10,
        reason: "there is no such setting",
        allowed: "seconds",
        example: undefined,
      },
    );
  });

  it("says where a transform belongs", () => {
    const [problem] = problemsOf(argsWith("transform", {}));
    assert.equal(
      problem?.allowed,
      "an option beside the arguments: new StickyApp(name, args, { transform })",
    );
  });

  it("shows no character that would act on a terminal", () => {
    const problems = problemsOf(argsWith("host", "a\u001b[2J\u009b\u202eb\u0007.example.com"));
    const message = reportProblems(problems, programSource("he\u001b[2Jllo"));
    assert.doesNotMatch(message, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    assert.match(message, /got: {6}"a\\u001b\[2J\\u\{9b\}\\u\{202e\}b/);
  });

  it("checks an Output when its value is known, and does not show it", async () => {
    await run(() => {
      const resolved = resolve("hello", argsWith("image", pulumi.secret("my image")));
      const { image } = "plan" in resolved ? resolved.plan : assert.fail();
      return image;
    }).then(async ({ result }) => {
      await assert.rejects(promiseOf(pulumi.output(result)), (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.equal(error.stack, error.message);
        assert.match(error.message, /\nimage\n {2}got: {6}"\[the value of an Output\]"\n/);
        return true;
      });
    });
  });

  for (const [what, rejected, problem] of [
    [
      "a promise is rejected",
      () => Promise.reject(new Error("no such stack")),
      "the promise was rejected: no such stack",
    ],
    [
      "an Output is of a rejected promise",
      () => pulumi.output(Promise.reject(new Error("no such stack"))),
      "the Output failed: no such stack",
    ],
    [
      "an Output's callback throws",
      () =>
        pulumi.output("app:1").apply(() => {
          throw new Error("no such stack");
        }),
      "the Output failed: no such stack",
    ],
  ] as const) {
    it(`ends with a message where ${what}`, async () => {
      const { result } = await run(() => {
        const resolved = resolve("hello", argsWith("image", rejected()));
        return "plan" in resolved ? resolved.plan.image : assert.fail();
      });
      await assert.rejects(promiseOf(pulumi.output(result)), (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.ok(error.message.includes(`\n  problem:  ${problem}\n`), error.message);
        assert.match(error.message, /^ *image\n/m);
        return true;
      });
    });
  }

  it("keeps what an Output is beside its value: secret, or not known in a preview", async () => {
    const { result } = await run(() => {
      const resolved = resolve("hello", argsWith("image", pulumi.secret("app:1")));
      return "plan" in resolved ? resolved.plan.image : assert.fail();
    });
    assert.equal(await pulumi.isSecret(pulumi.output(result)), true);
  });

  it("lets what is right pass through as it is", async () => {
    const { result } = await run(
      () => new StickyApp("hello", argsWith("namespace", Promise.resolve("store"))),
    );
    const { namespace } = await valueOf(result.statefulSet.metadata);
    assert.equal(namespace, "store");
  });
});
