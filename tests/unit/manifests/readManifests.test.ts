import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { fileOrigin, readAll, readText } from "./reading";

const documents = `# Source: chart/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    first: a
    second: |
      text
      ---- not a marker, and neither is
       --- this
    third: b
---
# Source: chart/templates/empty.yaml
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
...
--- # with a comment
{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "web"}}
`;

describe("manifests", () => {
  it("reads each document with the lines of its fields, wherever the stream is cut", async () => {
    for (const size of [1, 7, 100_000]) {
      const { objects, problems } = await readText(documents, size);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        objects.map(({ object }) => `${object.kind} ${object.metadata.name ?? ""}`),
        ["Service web", "ServiceAccount web", "Secret web"],
      );
      const [service, account, secret] = objects.map(fileOrigin);
      assert.equal(service?.file, "stdin");
      assert.equal(service.line, 2);
      assert.equal(service.lineOf(["metadata", "annotations", "third"]), 12);
      assert.equal(service.lineOf(["metadata", "annotations", "not there"]), 6);
      assert.equal(account?.line, 16);
      assert.equal(secret?.line, 21);
    }
  });

  it("reads the entries of a List, in block style and in flow style, and of a List in it", async () => {
    const list = `apiVersion: v1
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: a
    annotations:
      note: |
        - not an entry
- apiVersion: v1
  kind: Service
  metadata: {name: b, annotations: {key: value}}
kind: List
metadata:
  resourceVersion: ""
---
kind: ServiceList
apiVersion: v1
items: [{apiVersion: v1, kind: Service, metadata: {name: c}}]
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata:
          name: d
`;
    const { objects, problems } = await readText(list);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      objects.map((sourced) => [sourced.object.metadata.name, fileOrigin(sourced).line]),
      [
        ["a", 3],
        ["b", 10],
        ["c", 19],
        ["d", 27],
      ],
    );
    const [, b, , d] = objects.map(fileOrigin);
    assert.equal(b?.lineOf(["metadata", "annotations", "key"]), 12);
    assert.equal(d?.lineOf(["metadata", "name"]), 30);
  });

  it("reads JSON: an object, several, and a List", async () => {
    const object = (name: string) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, annotations: { text: 'a "quoted" } and \\ ] "items": [' } },
      items: undefined,
    });
    const list = {
      apiVersion: "v1",
      items: [object("c"), object("d")],
      kind: "List",
      metadata: {},
    };
    const text = [object("a"), object("b"), list, object("e")]
      .map((value) => JSON.stringify(value, undefined, 2))
      .join("\n");
    for (const size of [1, 7, 100_000]) {
      const { objects, problems } = await readText(text, size);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        objects.map(({ object: { metadata } }) => metadata),
        ["a", "b", "c", "d", "e"].map((name) => ({
          ...object(name).metadata,
          namespace: undefined,
          labels: undefined,
        })),
      );
      const lines = text.split("\n");
      for (const sourced of objects) {
        const origin = fileOrigin(sourced);
        const line = lines[origin.lineOf(["metadata", "name"]) - 1] ?? "";
        assert.match(line, new RegExp(`"name": "${sourced.object.metadata.name ?? ""}"`));
      }
    }
  });

  it("reads what was written, whatever the texts in it", async () => {
    const texts = fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (values, size) => {
        const all = values.map((value, index) => ({
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: `n${index}` },
          data: { value, [`key ${value}`]: `${value}\n---\n- ${value}` },
        }));
        const list = { apiVersion: "v1", kind: "List", items: all };
        for (const text of [
          all.map((one) => stringify(one)).join("---\n"),
          stringify(list),
          JSON.stringify(list),
          JSON.stringify(list, undefined, 1),
        ]) {
          const { objects, problems } = await readText(text, size);
          assert.deepEqual(problems, []);
          assert.deepEqual(
            objects.map(({ object }) => (object as unknown as { data: unknown }).data),
            all.map(({ data }) => data),
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it("names what it cannot read by file and line, without its text, and reads the rest", async () => {
    const { objects, problems } = await readText(`apiVersion: v1
kind: Secret
metadata: {name: a}
data:
  password: "hunter2
---
apiVersion: v1
kind: Service
metadata:
  name: b
  name: hunter2
---
metadata: {name: {{ .Values.hunter2 }}}
---
apiVersion: v1
kind: Service
---
a: &a [hunter2, hunter2]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
---
- hunter2
---
apiVersion: v1
kind: Service
metadata: {name: last}
`);
    assert.deepEqual(
      objects.map(({ object }) => object.metadata.name),
      ["last"],
    );
    assert.deepEqual(problems, [
      {
        ...{ where: "stdin", line: 6 },
        what: "is not valid YAML: a character is missing, such as a closing quotation mark or bracket",
      },
      { where: "stdin", line: 11, what: "is not valid YAML: a key is there twice" },
      {
        ...{ where: "stdin", line: 13 },
        what: "is a template, not YAML: render it first, such as by `helm template`",
      },
      { where: "stdin", line: 15, what: "is a Service without metadata" },
      {
        ...{ where: "stdin", line: 18 },
        what: "is YAML whose aliases multiply beyond measure",
      },
      {
        ...{ where: "stdin", line: 22 },
        what: "has no apiVersion and kind, so it is no Kubernetes object",
      },
    ]);
  });

  it("takes metadata that is not as it should be for absent", async () => {
    const { objects } = await readText(
      `apiVersion: v1\nkind: Service\nmetadata: {name: 5, namespace: [], annotations: , labels: a}`,
    );
    assert.deepEqual(
      objects.map(({ object }) => object.metadata),
      [{ name: undefined, namespace: undefined, annotations: undefined, labels: undefined }],
    );
  });

  describe("from files", () => {
    let folder = "";
    const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "manifests-"));
      mkdirSync(join(folder, "b"));
      mkdirSync(join(folder, ".git"));
      writeFileSync(join(folder, "c.yaml"), `\ufeff${service("c").replaceAll("\n", "\r\n")}`);
      writeFileSync(join(folder, "a.yml"), service("a"));
      writeFileSync(
        join(folder, "b/d.json"),
        '{"apiVersion":"v1","kind":"Service","metadata":{"name":"d"}}',
      );
      writeFileSync(join(folder, "values.yaml"), "replicas: 3\n");
      writeFileSync(join(folder, "empty.yaml"), "");
      writeFileSync(join(folder, ".git/e.yaml"), service("e"));
      writeFileSync(join(folder, "notes.txt"), "none");
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    it("reads a folder and all below, in the order of the names", async () => {
      const { objects, problems } = await readAll([folder]);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        objects.map((sourced) => [sourced.object.metadata.name, fileOrigin(sourced).file]),
        [
          ["a", join(folder, "a.yml")],
          ["d", join(folder, "b/d.json")],
          ["c", join(folder, "c.yaml")],
        ],
      );
    });

    it("says what is no object, where the file itself was named", async () => {
      const file = join(folder, "values.yaml");
      const { problems } = await readAll([file, join(folder, "none.yaml")]);
      assert.deepEqual(problems, [
        {
          ...{ where: file, line: 1 },
          what: "has no apiVersion and kind, so it is no Kubernetes object",
        },
        { where: join(folder, "none.yaml"), what: "cannot be read: ENOENT" },
      ]);
    });
  });
});
