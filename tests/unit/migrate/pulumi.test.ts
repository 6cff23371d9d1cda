import assert from "node:assert/strict";
import { parse } from "yaml";
import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { dialectsOf } from "../../../components/affinity/dialects";
import { readSettings } from "../../../components/config/readSettings";
import type { StickyExposureArgs } from "../../../components/args/stickyExposureArgs";
import { resolveExposure } from "../../../components/resolve/resolveExposure";
import { migrateToPulumi } from "../../../migrate/migrate";
import type { ExposureSettings } from "../../../migrate/pulumi/exposureSettings";
import { program } from "../../../migrate/pulumi/program";
import { stackFile } from "../../../migrate/pulumi/stackFile";
import type { Report } from "../../../migrate/report/report";
import { readText } from "../manifests/reading";
import { run } from "../support/mocks";
import { configOf } from "../support/stackFile";
import { dialect, itemAbout, nginx, optionsFor, paths, service, sticky } from "./migrated";

const yaml =
  sticky(
    {
      [`${nginx}/session-cookie-name`]: "route",
      [`${nginx}/session-cookie-max-age`]: "3600",
      [`${nginx}/session-cookie-samesite`]: "Lax",
      "example.com/team": "shop",
    },
    `  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]\n${paths("/", "/api=api")}`,
  ) + `---\n${service("api")}`;

async function described(
  text: string,
  controller: string,
): Promise<{ report: Report; exposures: readonly ExposureSettings[] }> {
  const { objects } = await readText(text, 4096);
  const target = dialect(controller);
  return migrateToPulumi(objects, {
    source: dialect("ingress-nginx"),
    target,
    options: optionsFor(target),
  });
}

/** What the component decides of its arguments; it has to accept them. The application is read later. */
function accept(name: string, args: StickyExposureArgs): void {
  const resolved = resolveExposure(name, args, { existing: pulumi.output(undefined) });
  assert.deepEqual("problems" in resolved ? resolved.problems : [], []);
}

/** Has this project read a stack file, and its component accept what it says. */
async function acceptFile(file: string): Promise<void> {
  const { result } = await run(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(
        Object.entries(configOf(file)).map(([key, value]) => [`sticky-session:${key}`, value]),
      ),
    );
    return readSettings();
  });
  assert.ok(result.component === "StickyExposure");
  assert.deepEqual(result.options.source?.problems, []);
  accept(result.name, result.args);
}

/** Runs a program that the tool wrote, whose components have to be accepted; resolves to their names. */
function runProgram(source: string): string[] {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  assert.deepEqual(diagnostics, []);
  const names: string[] = [];
  class StickyExposure {
    public readonly name: string;
    public constructor(name: string, args: StickyExposureArgs) {
      accept(name, args);
      this.name = name;
      names.push(name);
    }
  }
  const require = (name: string): object => {
    assert.equal(name, "./components/stickyExposure");
    return { StickyExposure };
  };
  runInNewContext(outputText, { require, exports: {} });
  return names;
}

describe("a stack file", () => {
  it("says what the input says, and nothing more", async () => {
    const [settings] = (await described(yaml, "traefik")).exposures;
    assert.ok(settings);
    assert.deepEqual(parse(stackFile(settings)), {
      config: {
        "sticky-session:name": "shop",
        "sticky-session:platform": "kubernetes",
        "sticky-session:controller": "traefik",
        "sticky-session:existingService": "store/web",
        "sticky-session:existingServicePort": "80",
        "sticky-session:host": "shop.example.com",
        "sticky-session:tls": "edge",
        "sticky-session:tlsSecret": "shop-tls",
        "sticky-session:cookieName": "route",
        "sticky-session:cookieMaxAgeSeconds": 3600,
        "sticky-session:cookiePath": "/",
        "sticky-session:cookieSameSite": "Lax",
        "sticky-session:cookieSecure": true,
        "sticky-session:cookieHttpOnly": true,
        "sticky-session:ingressAnnotations": { "example.com/team": "shop" },
      },
    });
  });

  for (const { id } of [...dialectsOf("kubernetes"), ...dialectsOf("openshift")]) {
    if (id !== "ingress-nginx") {
      it(`is accepted by the component: ${id}`, async () => {
        const { exposures } = await described(yaml, id);
        assert.equal(exposures.length, 2);
        for (const settings of exposures) {
          await acceptFile(stackFile(settings));
        }
      });

      it(`is accepted with affinity turned off: ${id}`, async () => {
        const { exposures } = await described(
          yaml.replace(`"${nginx}/affinity":"cookie",`, ""),
          id,
        );
        const [settings] = exposures;
        assert.ok(settings && settings.cookie === undefined);
        await acceptFile(stackFile(settings));
      });
    }
  }
});

describe("a program", () => {
  for (const id of ["traefik", "haproxy-ingress", "contour", "envoy-gateway", "openshift-route"]) {
    it(`runs, with a component for each path: ${id}`, async () => {
      const { exposures } = await described(yaml, id);
      assert.deepEqual(runProgram(program(exposures)), ["shop", "shop-api"]);
    });
  }

  it("has no cookie twice that another component would overwrite", async () => {
    const { exposures, report } = await described(yaml, "traefik");
    assert.deepEqual(
      exposures.map(({ cookie }) => cookie?.name),
      ["route", "route-shop-api"],
    );
    assert.equal(itemAbout(report, "cookie name").outcome, "changed");
  });

  it("holds texts of the input as texts, whatever is in them", async () => {
    const { objects } = await readText(
      sticky({ "example.com/note": '"}); process.exit(9); ({"`${1}' }),
      4096,
    );
    const { exposures } = migrateToPulumi(objects, {
      source: dialect("ingress-nginx"),
      target: dialect("haproxy-ingress"),
      options: {},
    });
    assert.deepEqual(runProgram(program(exposures)), ["shop"]);
    assert.equal(exposures[0]?.annotations["example.com/note"], '"}); process.exit(9); ({"`${1}');
  });
});

describe("an annotation that the component has a setting for", () => {
  it("is that setting", async () => {
    const timeout = sticky({ [`${nginx}/proxy-read-timeout`]: "90" });
    const { exposures } = await described(timeout, "openshift-route");
    const [settings] = exposures;
    assert.ok(settings);
    assert.equal(settings.routeTimeout, "90s");
    assert.deepEqual(settings.annotations, {});
    await acceptFile(stackFile(settings));
    assert.deepEqual(runProgram(program(exposures)), ["shop"]);
  });
});

describe("what the component does not have", () => {
  for (const [what, ingress, reason] of [
    ["a regular expression", paths("/v[0-9]"), /no regular expression$/],
    ["one path alone", paths("/login").replace("Prefix", "Exact"), /not one path alone$/],
    [
      "no host",
      paths("/").replace("    - host: shop.example.com\n      http:", "    - http:"),
      /has to name a host$/,
    ],
  ] as const) {
    it(`${what} is named`, async () => {
      const regex = { [`${nginx}/use-regex`]: "true" };
      const { report, exposures } = await described(sticky(regex, ingress), "traefik");
      assert.deepEqual(exposures, []);
      assert.match(itemAbout(report, "path").reason, reason);
    });
  }

  it("TLS that the controller has no certificate for is accepted all the same, with its Secret", async () => {
    const { exposures } = await described(yaml, "contour");
    assert.equal(exposures[0]?.tls?.secretName, "shop-tls");
  });

  it("is rolled out by pulumi", async () => {
    const { report } = await described(yaml, "traefik");
    assert.ok(report.rollout.some(({ commands }) => commands.includes("pulumi up --stack NAME")));
    assert.ok(
      !report.rollout.some(({ commands }) =>
        commands.some((command) => command.startsWith("kubectl apply")),
      ),
    );
  });
});
