import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageOf } from "../../../provider/language";
import { pathIn } from "../../../provider/pathIn";

const app = "sticky:index:StickyApp";

describe("the path of a setting, as a language writes it", () => {
  for (const [language, path, written] of [
    ["nodejs", "affinity.cookie.maxAgeSeconds", "affinity.cookie.maxAgeSeconds"],
    ["yaml", "affinity.cookie.maxAgeSeconds", "affinity.cookie.maxAgeSeconds"],
    ["java", "affinity.cookie.maxAgeSeconds", "affinity.cookie.maxAgeSeconds"],
    [undefined, "affinity.cookie.maxAgeSeconds", "affinity.cookie.maxAgeSeconds"],
    ["python", "affinity.cookie.maxAgeSeconds", "affinity.cookie.max_age_seconds"],
    ["go", "affinity.cookie.maxAgeSeconds", "Affinity.Cookie.MaxAgeSeconds"],
    ["dotnet", "drain.gate.port", "Drain.Gate.Port"],
    // The names of variables, labels and hosts are the program's own.
    ["python", "environment.databaseUrl", "environment.databaseUrl"],
    [
      "python",
      'annotations.customResource["example.com/isOwn"]',
      'annotations.custom_resource["example.com/isOwn"]',
    ],
    ["python", "environmentFrom[1].configMap", "environment_from[1].config_map"],
    ["go", "mounts[0].subPath", "Mounts[0].SubPath"],
    // What there is not stays as it is given.
    ["python", "repliCas", "repliCas"],
    ["python", "drain.forHow", "drain.forHow"],
  ] as const) {
    it(`${language ?? "an unknown one"}: ${path} is ${written}`, () => {
      assert.equal(pathIn(language, app, path), written);
    });
  }
});

describe("the language of a program", () => {
  const folder = mkdtempSync(join(tmpdir(), "sticky-language-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [name, file, text, language] of [
    ["in one word", "Pulumi.yaml", "name: shop\nruntime: yaml\n", "yaml"],
    ["with options", "Pulumi.yaml", "runtime:\n  name: python\n  options: {}\n", "python"],
    ["as JSON", "Pulumi.json", '{"runtime": "go"}', "go"],
    ["of a file that is no YAML", "Pulumi.yaml", "runtime: [", undefined],
    ["of a project without one", "Pulumi.yaml", "name: shop\n", undefined],
    ["of an empty file", "Pulumi.yaml", "", undefined],
  ] as const) {
    it(`${name} is ${language ?? "not known"}`, () => {
      const project = mkdtempSync(join(folder, "project-"));
      writeFileSync(join(project, file), text);
      assert.equal(languageOf(project), language);
    });
  }

  it("is found from a folder of the project", () => {
    const project = mkdtempSync(join(folder, "project-"));
    writeFileSync(join(project, "Pulumi.yaml"), "runtime: python\n");
    mkdirSync(join(project, "src/app"), { recursive: true });
    assert.equal(languageOf(join(project, "src/app")), "python");
  });

  it("is not known outside of a project", () => {
    assert.equal(languageOf("/"), undefined);
  });
});
