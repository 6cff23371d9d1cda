import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import type { Dialect } from "../../../components/affinity/dialect";
import { parentOf, setProperty } from "../../../components/args/paths";
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

/** By which objects are found, controllers are told, or `pulumi up` waits. */
const ownedKeys = [
  ...["app.kubernetes.io/name", "app.kubernetes.io/instance", "pulumi.com/skipAwait"],
  ...["nginx.ingress.kubernetes.io/affinity", "haproxy-ingress.github.io/affinity"],
  ...["traefik.ingress.kubernetes.io/service.sticky.cookie", "cert-manager.io/issuer", "cpu"],
];

const numbers = [-1, 0, 1, 2, 80, 1023, 1024, 8080, 9339, 65535, 65536, 1.5, 3600, 86_400];
const hugeNumbers = [2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, Number.NaN, Number.POSITIVE_INFINITY];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((end) => `/${end}`) },
);

/** What a program without types, or a stack's file, may have in the place of any value. */
const strange = fc.constantFrom<unknown>(null, [], {}, 1.1, 12345678901234567890, false, "a");

/** An environment variable: a value, or a reference in either spelling, with much that neither is. */
const variable = fc.oneof(
  text,
  strange,
  fc.constantFrom(...numbers, ...hugeNumbers),
  fc.record({ secret: text, key: text }),
  fc.record({ configMap: fc.oneof(text, strange), key: text }),
  fc.record({ secretKeyRef: fc.record({ name: text, key: fc.oneof(text, strange) }) }),
  fc.constantFrom({ secret: "a" }, { secret: "a", configMap: "b", key: "c" }, { fieldRef: {} }),
);

/** Patches of the pod that Kubernetes, the affinity or the drain has a word on. */
const patch = fc.oneof(
  strange,
  fc.record({ metadata: fc.record({ labels: mapOf(text, text) }) }),
  fc.record({ spec: fc.record({ nodeSelector: mapOf(text, text) }) }),
  fc
    .constantFrom(
      ...[null, [], "a", { containers: null }, { containers: [null, {}, { name: "application" }] }],
      ...[{ volumes: [{ name: "writable-0" }] }, { restartPolicy: "Never" }, { $patch: "delete" }],
      ...[{ containers: [{ name: "application", image: "b:1" }] }, { hostNetwork: true }],
      ...[
        { containers: [{ name: "gate", $patch: "delete" }] },
        { terminationGracePeriodSeconds: 0 },
      ],
    )
    .map((spec) => ({ spec })),
);

function mapOf<Value>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<Value>,
): fc.Arbitrary<Record<string, Value>> {
  return fc
    .array(fc.tuple(keys, values), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

/** An object of some of the setting's parts. */
function objectOf(property: string): fc.Arbitrary<unknown> {
  const parts = argsSettings.filter(({ property: own }) => parentOf(own) === property);
  const values = parts.map((part) => [part.property.slice(property.length + 1), valueFor(part)]);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
  });
}

/** Values of the setting's kind, good and bad. */
function valueFor({
  property,
  kind,
  values,
  minimum = 0,
  maximum = 0,
  example,
  keys,
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
      return fc.oneof(
        mapOf(text, fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: strange })),
        // Hosts that there are, and keys that somebody else owns.
        mapOf(fc.constantFrom(...(keys === "hostName" ? ["hello.example.com"] : ownedKeys)), text),
      );
    case "object":
      return fc.oneof(objectOf(property), strange);
    case "objects":
      return fc.oneof(
        fc.array(objectOf(`${property}[]`), { maxLength: 3 }),
        objectOf(`${property}[]`).map((item) => [item, item]),
        fc.constantFrom([null], ["a"], {}, [[]]),
      );
    case "variables":
      return mapOf(
        fc.oneof(text, fc.constantFrom("A", "A", "my.name", "a'; rm -rf ~; echo '")),
        variable,
      );
    case "manifest":
      return patch;
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

/** Values that are known later: as an Output, a secret one, or a promise. */
const later: readonly ((value: unknown) => unknown)[] = [
  (value) => pulumi.output(value),
  (value) => pulumi.secret(value),
  (value) => Promise.resolve(value),
  () => pulumi.output(undefined),
];

/** What is asked for beside the dialects. */
export interface HostileOptions {
  /** Settings that stay as they are. @default [] */
  readonly without?: readonly string[];
  /** Whether the values are known only later. @default false */
  readonly late?: boolean;
}

/** Arguments of which one to three values are anything of their kind. */
export function hostileArgs(
  dialects: readonly Dialect[],
  { without = [], late = false }: HostileOptions = {},
): fc.Arbitrary<StickyAppArgs> {
  const settings = argsSettings.filter(
    ({ property }) => ![...chosen, ...without].includes(property) && !property.includes("[]"),
  );
  const known = fc.constant((value: unknown) => value);
  const change = fc
    .constantFrom(...settings)
    .chain((setting) =>
      fc
        .tuple(valueFor(setting), late ? fc.constantFrom(...later) : known)
        .map(([value, when]) => [setting.property, when(value)] as const),
    );
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
