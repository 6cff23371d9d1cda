import fc from "fast-check";
import type { Dialect } from "../../../components/affinity/dialect";
import { setProperty } from "../../../components/args/paths";
import type { Setting } from "../../../components/args/setting";
import { argsSettings } from "../../../components/args/settings.generated";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";

/** Texts that some check somewhere refuses, or should. */
const texts = [
  ...["", " ", "a", "A", "-a", "a-", "a.b", "a_b", "a..b", ".", "..", "0", "0x10", "1.2.3", "01"],
  ...[63, 64, 253, 254, 4000].map((length) => "a".repeat(length)),
  ...[
    "é",
    "日本",
    "a\nb",
    "a\tb",
    "a\u0000b",
    "a\u007fb",
    "\u202ea",
    "\u009b",
    "a b",
    "a;b",
    "a,b",
  ],
  ...["'", '"', "`", "$a", "$(a)", "${a}", "{{a}}", "<b>", "\\", "%", "%2f", "%zz", "#", "?", "*"],
  ...["/", "//", "/a//b", "/a/", "/a/../b", "/a/./b", "/..", "/a/.", "/a%2fb", "/a%2Fb", "/%zz"],
  ...["/a*", "/*", "/~", "/.well-known/x", "/a+b@c", "/a:b", "/(a|b)", "/a[b", "/^a$", "/a{b}"],
  ...["/a=b&c", "/a'b", '/a"b', "/a\\b", "/é", "/a;b", `/${"a".repeat(1024)}`, "/tmp", "/tmp/a"],
  ...[
    "1Gi",
    "100m",
    "1m",
    "0.5",
    "0.0001",
    "1e3",
    "1e-20",
    "1e400",
    "9999999E",
    "1Ki",
    "5.",
    "1 Gi",
  ],
  ...["99999999999999999999", "1n", "1.5Ki", "+1", "-1", "Inf", "NaN"],
  ...["redis://h", "redis://%@h", "redis://u:%@h", "redis://u:p@h:99999", "rediss://[::1]/0"],
  ...["redis://h/x", "redis://h:0", "redis:h", "redis://u:p%00@h", "redis://h/1?a=b"],
  ...["1s", "0s", "10000000000d", "1.5s", "1h30m", "com", "co.uk", "example.com.", ".example.com"],
  ...["*.example.com", "EXAMPLE.com", "a:80", "10.0.0.1", "::1", "xn--a", "true", "null"],
  ...["__proto__", "constructor", "nginx@sha256:1", "a/b:c", "a:b:c", "localhost/a", "KUBERNETES"],
];

const numbers = [-1, 0, 1, 2, 80, 1023, 1024, 8080, 9339, 65535, 65536, 1.5, 3600, 86_400];
const hugeNumbers = [2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, Number.NaN, Number.POSITIVE_INFINITY];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((end) => `/${end}`) },
);

/** Values of the setting's kind, good and bad. */
function valueFor({
  kind,
  values,
  minimum = 0,
  maximum = 0,
  example,
}: Setting): fc.Arbitrary<unknown> {
  switch (kind) {
    case "text":
      return values ? fc.constantFrom(...values) : fc.oneof(text, fc.constant(example ?? "a"));
    case "number":
      return fc.constantFrom(
        ...[minimum - 1, minimum, minimum + 1, maximum - 1, maximum, maximum + 1],
        ...[...numbers, ...hugeNumbers],
      );
    case "boolean":
      return fc.boolean();
    case "list":
      return fc.oneof(
        fc.array(text, { maxLength: 3 }),
        text.map((item) => [item, item]),
      );
    case "map":
      return fc
        .array(fc.tuple(text, text), { maxLength: 3 })
        .map((entries) => Object.fromEntries(entries));
    case "object":
    case "objects":
    case "variables":
    case "manifest":
      return fc.constantFrom({}, [], { A: "b" }, [{ path: "/a", secret: "b" }], { spec: {} });
  }
}

/** Arguments that are right, and use much of what there is. */
function baseFor({ id, platform, exposedBy }: Dialect): fc.Arbitrary<StickyAppArgs> {
  const needsGateway = exposedBy
    .requires?.({ exposure: { path: "/", tls: "none" } })
    .includes("gateway.name");
  const base: StickyAppArgs = {
    platform,
    controller: id,
    image: "registry.example.com/team/app:1",
    host: "hello.example.com",
    ...(needsGateway === true && { gateway: { name: "gateway" } }),
  };
  return fc.constantFrom<StickyAppArgs>(
    base,
    {
      ...base,
      environment: { MODE: "production" },
      storage: { mountPath: "/data", size: "1Gi" },
      resources: { requests: { cpu: "50m" }, limits: { cpu: "1", memory: "1Gi" } },
      readiness: { path: "/ready", headers: { Host: "localhost" } },
      liveness: {},
    },
    { ...base, autoscaling: { maxReplicas: 9 }, drain: { mode: "gate" } },
    { ...base, sessionStore: { type: "valkey", password: "correct horse battery" } },
    { ...base, sessionStore: { type: "external", url: "redis://store" } },
    { ...base, tls: { termination: "edge", secretName: "hello-tls" }, networkPolicy: true },
  );
}

/** What decides which case it is, and not how good its values are. */
const chosen = ["platform", "controller"];

/** Arguments of which one to three values are anything of their kind. */
export function hostileArgs(dialects: readonly Dialect[]): fc.Arbitrary<StickyAppArgs> {
  const settings = argsSettings.filter(({ property }) => !chosen.includes(property));
  const change = fc
    .constantFrom(...settings)
    .chain((setting) => valueFor(setting).map((value) => [setting.property, value] as const));
  return fc
    .constantFrom(...dialects)
    .chain((dialect) =>
      fc.tuple(baseFor(dialect), fc.array(change, { minLength: 1, maxLength: 3 })),
    )
    .map(([base, changes]) => {
      const args = structuredClone(base);
      for (const [property, value] of changes) {
        setProperty(args as unknown as Record<string, unknown>, property, value);
      }
      return args;
    });
}
