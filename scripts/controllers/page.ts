import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { SessionCookie } from "../../components/affinity/affinity";
import type { Application } from "../../components/affinity/application";
import type { Dialect, WithoutAffinity } from "../../components/affinity/dialect";
import { dialects, withoutAffinity } from "../../components/affinity/dialects";
import type { NativeObjects, Metadata } from "../../components/affinity/objects";
import { leastDrainSeconds } from "../../components/affinity/drainTime";
import {
  settingsOf,
  terminationsOf,
  translate,
  type Translation,
} from "../../components/affinity/translate";
import { releasesOf } from "../../components/affinity/versions";
import { markdownTable } from "../markdownTable";
import { leavingIngressNginx } from "./leaving";
import { applicationOf, applicationsOf, plainest, refusalsOf } from "./probe";

const file = join(__dirname, "../../docs/controllers.md");

/** docs/controllers.md as it is. */
export function controllersPage(): string {
  return readFileSync(file, "utf8");
}

/** docs/controllers.md as the dialects say it. */
export function makeControllersPage(): string {
  const sections = [
    "# Controllers",
    "<!-- Made from the dialects: npm run docs:controllers -->",
    "What each controller is told, and what it is known to do. `pulumi config set controller ID` chooses one.",
    ...leavingIngressNginx(),
    "## Promises",
    `The verifier holds a live system to these. **strong**: the cookie names one pod. **hash**: it is a key for consistent
hashing, so that a change in the number of pods moves some clients. A dash is no promise, not a no. Verified **live** is by
the end-to-end tests against the running controller, by **source** is reading its code, by **documentation** its documents.`,
    markdownTable([
      [
        "controller",
        "object",
        "key",
        "affinity",
        "more pods move nobody",
        "new cookie after pod loss",
        "terminating pod keeps its clients",
        "verified",
      ],
      ...dialects.map(promiseRow),
    ]),
    "## Settings of the cookie",
    `**yes**: any value, but for those that the controller's own section names. A value: always that one, and the only one
that is accepted. A dash: cannot be set, and is refused when it is asked for. **varies**: by where TLS ends or by the application's path, as the controller's own section says.`,
    markdownTable([
      ["controller", ...settingsOf(dialects[0] ?? { cookie: {} as Dialect["cookie"] })],
      ...dialects.map(settingRow),
    ]),
    "## Without cookie affinity",
    markdownTable([
      ["controller", "why", "instead"],
      ...withoutAffinity.map(({ id, reason, alternatives }: WithoutAffinity) => [
        `\`${id}\``,
        reason,
        alternatives,
      ]),
    ]),
    ...dialects.flatMap(section),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The kinds of the objects that a dialect makes beside the workload, as `apiVersion Kind`. */
export function documentedKinds(page: string, id: string): string[] {
  const [, text = ""] = page.split(new RegExp(`^## \`${id}\`$`, "m"));
  const [, list = ""] = /^- Made: (.*)$/m.exec(text) ?? [];
  return [...list.matchAll(/`([^`]+)`/g)].map(([, kind = ""]) => kind);
}

function promiseRow({ id, target, promises, verified }: Dialect): string[] {
  const promised = (yes: boolean) => (yes ? "yes" : "-");
  return [
    `[\`${id}\`](#${id})`,
    target.object,
    `\`${target.key}\``,
    promises.affinity,
    promised(promises.survivesScaleUp),
    promised(promises.reissuesAfterPodLoss),
    promised(promises.keepsTerminatingPods),
    verified,
  ];
}

function settingRow(dialect: Dialect): string[] {
  const cookies = applicationsOf(dialect)
    .flatMap((application) =>
      ["/", "/app"].map((path) => ({
        ...application,
        exposure: { ...application.exposure, path },
      })),
    )
    .map((application) => translationOf(dialect, application).cookie);
  const cell = (setting: keyof SessionCookie): string => {
    if (dialect.cookie[setting].settable) {
      return "yes";
    }
    const [value, ...others] = new Set(cookies.map((cookie) => cookie?.[setting]));
    if (others.length > 0) {
      return "varies";
    }
    return value === undefined ? "-" : `\`${String(value)}\``;
  };
  return [`\`${dialect.id}\``, ...settingsOf(dialect).map(cell)];
}

function section(dialect: Dialect): string[] {
  const { id, title, exposedBy, ingressControllers, usualIngressClass, install, podUpdates } =
    dialect;
  const { native: carried } = translationOf(dialect);
  const list = [
    `Controller: ${title}`,
    ...(exposedBy.createdBy === "ingress" && ingressControllers.length > 0
      ? [
          `IngressClass: \`spec.controller\` ${ingressControllers.map(code).join(", ")}${usual(usualIngressClass)}`,
        ]
      : []),
    `Made: ${kindsOf(dialect, carried).map(code).join(", ")}`,
    ...(dialect.versions
      ? [`Releases: ${releasesOf(dialect.versions)}; ${dialect.versions.why}`]
      : []),
    `TLS: ${terminationsOf(dialect).map(code).join(", ")}`,
    ...(exposedBy.supportedSettings.length > 0
      ? [`Settings of ${exposedBy.object}: ${exposedBy.supportedSettings.map(code).join(", ")}`]
      : []),
    `Drain: ${leastDrainSeconds(dialect)} seconds or more${podUpdates ? `; the controller may act on a change of the pods ${podUpdates.seconds} s late (${code(podUpdates.setting)}, ${podUpdates.source})` : ""}`,
    ...(dialect.noWildcardHosts === undefined
      ? []
      : [`Wildcard hosts are refused: ${dialect.noWildcardHosts}`]),
    ...(dialect.noPlainHttp === undefined ? [] : [`Plain http is refused: ${dialect.noPlainHttp}`]),
    ...(dialect.knowsPodsAtEveryPort === true
      ? ["Its cookie can name a pod for several ports: `pathPorts`"]
      : []),
    ...(install === undefined ? [] : [`Its kinds are installed by ${code(install)}`]),
    ...(dialect.prerequisites ?? []),
    ...(dialect.caveats ?? []),
    ...neededWithSecret(dialect),
    ...(dialect.wholeSegmentsBy === undefined
      ? []
      : [`A path \`/app\` serves \`/apples\` too, unless ${code(dialect.wholeSegmentsBy)} is set`]),
    ...(dialect.cookieTellsAddress
      ? [
          "The value of its cookie is the address of the pod: clients can read it, and choose another pod by it",
        ]
      : []),
  ];
  const refused = [...refusalsOf(dialect)].flatMap(([setting, reasons]) =>
    reasons.map((reason) => `\`${setting}\`: ${reason}`),
  );
  return [
    `## \`${id}\``,
    bullets(list),
    `An application \`hello\` at ${plainest(dialect).tls === "none" ? "http" : "https"}://hello.example.com/app, with nothing said of its cookie:`,
    `\`\`\`yaml\n${manifests(carried)}\`\`\``,
    ...(refused.length > 0 ? ["Refused:", bullets(refused)] : []),
    "Sources:",
    bullets(dialect.sources),
  ];
}

/** What the installation needs where a Secret `hello-tls` has the certificate. */
function neededWithSecret(dialect: Dialect): readonly string[] {
  return dialect.exposedBy.supportedSettings.includes("tls.secretName")
    ? (dialect.needsOf?.(applicationOf(dialect, { ...plainest(dialect), tls: "edge" })) ?? [])
    : [];
}

/** Of the Ingress and its like only what the dialect adds, since the rest is the same for all. */
function manifests({ ingress, service, route, objects = [] }: NativeObjects): string {
  const added = Object.entries({ Service: service, Ingress: ingress, Route: route })
    .filter((entry): entry is [string, Metadata] => entry[1] !== undefined)
    .map(([kind, metadata]) => ({ kind, metadata: { name: "hello", ...metadata } }));
  return [...added, ...objects].map((object) => stringify(object, { lineWidth: 0 })).join("---\n");
}

const exposing = {
  ingress: ["networking.k8s.io/v1 Ingress"],
  route: ["route.openshift.io/v1 Route"],
  objects: [],
} as const;

function kindsOf({ exposedBy }: Dialect, { objects = [] }: NativeObjects): string[] {
  return [
    ...exposing[exposedBy.createdBy],
    ...objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
  ];
}

function translationOf(
  dialect: Dialect,
  application: Application = applicationOf(dialect),
): Translation {
  const translated = translate(dialect, { cookie: {} }, application);
  if ("problems" in translated) {
    throw new Error(`${dialect.id} refuses an empty description.`);
  }
  return translated.translation;
}

function usual(usualIngressClass: string | undefined): string {
  return usualIngressClass === undefined ? "" : `, usually named \`${usualIngressClass}\``;
}

function code(text: string): string {
  return `\`${text}\``;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

if (require.main === module) {
  writeFileSync(file, makeControllersPage());
}
