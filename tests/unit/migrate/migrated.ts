import assert from "node:assert/strict";
import type { Dialect } from "../../../components/affinity/dialect";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import { annotationsOf, type PlainObject } from "../../../components/affinity/objects";
import type { Item, Outcome } from "../../../migrate/item";
import { migrate } from "../../../migrate/migrate";
import type { Report } from "../../../migrate/report/report";
import { sources } from "../../../migrate/source/sources";
import type { TargetOptions } from "../../../migrate/write/application";
import { readText } from "../manifests/reading";

export const nginx = "nginx.ingress.kubernetes.io";

export function dialect(id: string): Dialect {
  const found = findDialect(id);
  assert.ok(found, id);
  return found;
}

/** Every dialect that ingress-nginx can be left for. */
export const targets: readonly Dialect[] = dialects.filter(({ id }) => id !== "ingress-nginx");

/** What a target needs beside its id. */
export function optionsFor({ exposedBy }: Dialect): TargetOptions {
  return exposedBy.object === "an HTTPRoute" ? { gateway: { name: "gateway" } } : {};
}

interface How {
  /** Whether the objects are a cluster's, so that no lines are looked for. @default false */
  readonly isLive?: boolean;
  readonly from?: string;
  readonly options?: TargetOptions;
  readonly classes?: readonly string[];
}

const live = { from: "cluster" } as const;

/** Migrates a text of manifests. */
export async function migrated(yaml: string, to: string, how: How = {}): Promise<Report> {
  const { objects, problems } = await readText(yaml, 4096);
  assert.deepEqual(problems, []);
  const target = dialect(to);
  const source = sources.find(({ id }) => id === (how.from ?? "ingress-nginx"));
  assert.ok(source);
  const read =
    how.isLive === true ? objects.map(({ object }) => ({ object, origin: live })) : objects;
  return migrate(read, {
    source,
    target,
    options: how.options ?? optionsFor(target),
    ...(how.classes && { classes: how.classes }),
  });
}

/** The only object of a kind. */
export function only({ objects }: Pick<Report, "objects">, kind: string): PlainObject {
  const [found, ...others] = objects.filter((object) => object.kind === kind);
  assert.ok(found, `no ${kind} among ${objects.map((object) => object.kind).join(", ")}`);
  assert.deepEqual(others, []);
  return found;
}

/** The items of an outcome, as `LINE SETTING: VALUE`. */
export function said({ items }: Pick<Report, "items">, outcome: Outcome): string[] {
  return items
    .filter((item) => item.outcome === outcome)
    .map(({ line, setting, value }) => `${line ?? "-"} ${setting}: ${value ?? ""}`.trim());
}

/** The only item about a setting. */
export function itemAbout({ items }: Pick<Report, "items">, setting: string): Item {
  const [found, ...others] = items.filter((item) => item.setting === setting);
  assert.ok(
    found,
    `nothing is said of ${setting}: ${items.map((item) => item.setting).join(", ")}`,
  );
  assert.deepEqual(others, []);
  return found;
}

/** The annotations of an object, as its API has them. */
export const annotationsIn = (object: PlainObject): Record<string, string> => annotationsOf(object);

/** An Ingress of ingress-nginx with affinity, and the Service that it leads to. */
export function sticky(
  annotations: Readonly<Record<string, string>> = {},
  ingress = paths("/"),
): string {
  return `${ingressYaml({ [`${nginx}/affinity`]: "cookie", ...annotations }, ingress)}---\n${service("web")}`;
}

export function ingressYaml(annotations: Readonly<Record<string, string>>, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: store
  annotations: ${JSON.stringify(annotations)}
spec:
  ingressClassName: nginx
${spec}`;
}

/** The rules of one host, each path to the Service \`web\` or the one behind \`=\`. */
export function paths(...given: readonly string[]): string {
  const entries = given.map((each) => {
    const [path = "/", name = "web"] = each.split("=");
    return `          - path: ${JSON.stringify(path)}
            pathType: Prefix
            backend: { service: { name: ${name}, port: { number: 80 } } }
`;
  });
  return `  rules:
    - host: shop.example.com
      http:
        paths:
${entries.join("")}`;
}

export function service(
  name: string,
  ports = "[{ name: http, port: 80, targetPort: 8080 }]",
): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: store }
spec:
  selector: { app: ${name} }
  ports: ${ports}
`;
}
