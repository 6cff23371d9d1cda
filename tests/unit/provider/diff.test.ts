import assert from "node:assert/strict";
import { diff, type PropertyChange } from "../../../lab/provider/operations/diff";
import { Secret, type PropertyMap, unknown } from "../../../lab/provider/properties/propertyValue";
import { formatPath, parsePath } from "../../../lab/provider/differ/propertyPath";

const immutable = { secrets: false, configMaps: false };

interface Case {
  readonly type?: string;
  readonly before: PropertyMap;
  readonly after: PropertyMap;
  readonly ignoreChanges?: readonly string[];
  readonly mutability?: typeof immutable;
}

function run({
  type = "apps/v1:StatefulSet",
  before,
  after,
  ignoreChanges = [],
  mutability,
}: Case): {
  changes: readonly PropertyChange[];
  deleteBeforeReplace: boolean;
} {
  const urn = `urn:pulumi:stack::project::kubernetes:${type}::hello`;
  const kind = type.split(":")[1] ?? "";
  return diff(
    {
      urn,
      olds: { kind, ...before },
      oldInputs: { kind, ...before },
      news: { kind, ...after },
      ignoreChanges,
    },
    mutability ?? immutable,
  );
}

const change = (path: string, kind: PropertyChange["kind"], replaces = false): PropertyChange => ({
  path,
  kind,
  replaces,
});

describe("provider: diff", () => {
  it("finds nothing in equal inputs, whatever the order of their names", () => {
    const before = {
      metadata: { name: "a", labels: { x: "1", y: "2" } },
      spec: { list: [{ a: 1 }] },
    };
    const after = {
      spec: { list: [{ a: 1 }] },
      metadata: { labels: { y: "2", x: "1" }, name: "a" },
    };
    assert.deepEqual(run({ before, after }).changes, []);
  });

  it("names every changed property by its path", () => {
    const before = {
      spec: { replicas: 3, paused: true, containers: [{ image: "a" }, { image: "b" }] },
    };
    const after = {
      spec: { replicas: 5, minReadySeconds: 1, containers: [{ image: "a" }] },
      metadata: { annotations: { "example.org/key": "v" } },
    };
    assert.deepEqual(
      run({ before, after }).changes.toSorted((a, b) => a.path.localeCompare(b.path)),
      [
        change("metadata", "add"),
        change("spec.containers[1]", "delete"),
        change("spec.minReadySeconds", "add"),
        change("spec.paused", "delete"),
        change("spec.replicas", "update"),
      ],
    );
  });

  it("quotes names that would break a path", () => {
    const before = { metadata: { annotations: { "example.org/key": "a" } } };
    const after = { metadata: { annotations: { "example.org/key": "b" } } };
    assert.deepEqual(run({ before, after }).changes, [
      change('metadata.annotations["example.org/key"]', "update"),
    ]);
  });

  it("takes an unknown value for a changed one", () => {
    const before = { spec: { replicas: 3 } };
    assert.deepEqual(run({ before, after: { spec: { replicas: unknown } } }).changes, [
      change("spec.replicas", "update"),
    ]);
    assert.deepEqual(
      run({ before: { spec: {} }, after: { spec: { replicas: unknown } } }).changes,
      [change("spec.replicas", "add")],
    );
  });

  it("compares what is in secrets, not that they are secret", () => {
    const before = { spec: { token: new Secret("a") } };
    assert.deepEqual(run({ before, after: { spec: { token: "a" } } }).changes, []);
    assert.deepEqual(run({ before, after: { spec: { token: new Secret("b") } } }).changes, [
      change("spec.token", "update"),
    ]);
  });

  it("leaves out what only the server sets, nulls, and the namespace default", () => {
    const before = { metadata: { name: "a", namespace: "default", uid: "1" }, spec: { x: null } };
    assert.deepEqual(run({ before, after: { metadata: { name: "a" }, spec: {} } }).changes, []);
  });

  it("leaves out what ignoreChanges covers", () => {
    const before = { spec: { replicas: 3, list: [{ a: 1, b: 1 }] } };
    const after = { spec: { replicas: 5, list: [{ a: 2, b: 2 }] } };
    const { changes } = run({ before, after, ignoreChanges: ["spec.replicas", "spec.list[*].a"] });
    assert.deepEqual(changes, [change("spec.list[0].b", "update")]);
  });

  const replacing: [type: string, path: string][] = [
    ["apps/v1:StatefulSet", "spec.podManagementPolicy"],
    ["apps/v1:StatefulSet", "spec.revisionHistoryLimit"],
    ["apps/v1:StatefulSet", "spec.selector.matchLabels.app"],
    ["apps/v1:StatefulSet", "spec.serviceName"],
    ["apps/v1:StatefulSet", "spec.volumeClaimTemplates"],
    ["core/v1:Service", "spec.clusterIP"],
    ["core/v1:Secret", "stringData.key"],
    ["core/v1:Secret", "type"],
    ["core/v1:ConfigMap", "data.key"],
    ["route.openshift.io/v1:Route", "metadata.name"],
    ["route.openshift.io/v1:Route", "metadata.namespace"],
  ];
  for (const [type, path] of replacing) {
    it(`replaces ${type} for ${path}`, () => {
      const [before, after] = [nested(path, "one"), nested(path, "two")];
      assert.deepEqual(run({ type, before, after }).changes, [change(path, "update", true)]);
    });
  }

  const inPlace: [type: string, path: string][] = [
    ["apps/v1:StatefulSet", "spec.replicas"],
    ["apps/v1:StatefulSet", "spec.template.metadata.labels.app"],
    ["core/v1:Service", "spec.type"],
    ["core/v1:ServiceAccount", "metadata.labels.a"],
    ["networking.k8s.io/v1:Ingress", "spec.ingressClassName"],
    ["route.openshift.io/v1:Route", "spec.host"],
    // Not the core group's Service.
    ["serving.example.org/v1:Service", "spec.clusterIP"],
  ];
  for (const [type, path] of inPlace) {
    it(`updates ${type} in place for ${path}`, () => {
      const [before, after] = [nested(path, "one"), nested(path, "two")];
      assert.deepEqual(run({ type, before, after }).changes, [change(path, "update")]);
    });
  }

  it("replaces when a part goes or comes that holds a replacing property", () => {
    const whole = { spec: { selector: { matchLabels: { app: "a" } } } };
    assert.deepEqual(run({ before: whole, after: {} }).changes, [change("spec", "delete", true)]);
    assert.deepEqual(run({ before: {}, after: whole }).changes, [change("spec", "add", true)]);
    assert.deepEqual(run({ before: {}, after: { spec: { replicas: 1 } } }).changes, [
      change("spec", "add"),
    ]);
  });

  for (const kind of ["Secret", "ConfigMap"]) {
    it(`changes the data of a ${kind} in place where that is switched on, unless it is immutable`, () => {
      const mutability = { secrets: kind === "Secret", configMaps: kind === "ConfigMap" };
      const type = `core/v1:${kind}`;
      const [before, after] = [{ data: { a: "1" } }, { data: { a: "2" } }];
      assert.deepEqual(run({ type, before, after, mutability }).changes, [
        change("data.a", "update"),
      ]);
      const sealed = { immutable: true };
      const { changes } = run({
        type,
        before: { ...before, ...sealed },
        after: { ...after, ...sealed },
        mutability,
      });
      assert.deepEqual(changes, [change("data.a", "update", true)]);
    });
  }

  describe("deletes before it replaces", () => {
    const metadata = { name: "hello", namespace: "shop" };
    const replaced = (before: PropertyMap, after: PropertyMap): boolean =>
      run({
        before: { metadata: before, spec: { serviceName: "a" } },
        after: { metadata: after, spec: { serviceName: "b" } },
      }).deleteBeforeReplace;

    it("if the name was given and stays", () => {
      assert.ok(replaced(metadata, metadata));
    });
    it("not if the name is automatic", () => {
      const annotations = { "pulumi.com/autonamed": "true" };
      assert.ok(!replaced({ ...metadata, annotations }, { ...metadata, annotations }));
    });
    it("not if the name changes, or is not known yet", () => {
      assert.ok(!replaced(metadata, { ...metadata, name: "other" }));
      assert.ok(!replaced(metadata, { ...metadata, name: unknown }));
    });
    it("not if the namespace changes", () => {
      assert.ok(!replaced(metadata, { ...metadata, namespace: "other" }));
    });
    it("not if nothing is replaced", () => {
      const before = { metadata, spec: { replicas: 1 } };
      assert.ok(!run({ before, after: { metadata, spec: { replicas: 2 } } }).deleteBeforeReplace);
    });
  });

  it("reads paths as the engine writes them", () => {
    for (const path of ["spec.a[0].b", 'metadata.annotations["a.b/c"].d', "a[10][2]", '["x y"]']) {
      assert.equal(formatPath(parsePath(formatPath(parsePath(path)))), formatPath(parsePath(path)));
    }
    assert.deepEqual(parsePath('a["b.c"][3].d[*]'), ["a", "b.c", 3, "d", "*"]);
    assert.throws(() => parsePath("a[b"), /"a\[b" is not a property path/);
  });
});

function nested(path: string, value: string): PropertyMap {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : nested(rest.join("."), value) };
}
