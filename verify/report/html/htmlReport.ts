import type { CheckResult } from "../../checks/runCheck";
import { counted, moment } from "../../message";
import type { Report } from "../report";
import { chartWidths, spreadChart, timelineChart } from "./charts";
import { html, Markup } from "./markup";
import { lossColour, paletteFor } from "./palette";
import { style } from "./style";

type Palette = ReadonlyMap<string, string>;

/** The report as one page that needs nothing else: verdict, checks, spread and timelines. */
export async function htmlReport(report: Report): Promise<string> {
  const { checks, url } = report;
  const palette = paletteFor(
    [...new Set(checks.flatMap(({ timeline }) => Object.keys(timeline.answers)))].sort(byNumber),
  );
  const spread = checks.find(
    ({ id, timeline }) => id === "clients-spread" && timeline.requests > 0,
  );
  const disturbed = checks.filter(({ timeline }) => timeline.marks.length > 0);
  const calm = checks.find(
    ({ id, timeline }) => id === "stays-under-concurrency" && timeline.requests > 0,
  );
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${titleOf(report)}: sticky sessions of ${url}</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <h1>Sticky sessions of ${url}</h1>
        ${verdict(report)} ${facts(report)} ${failures(checks)}
        <h2>Checks</h2>
        ${table(checks)} ${spread ? await spreadSection(spread, palette) : ""}
        ${await timelineSections([...disturbed, ...(calm ? [calm] : [])], palette)}
      </body>
    </html> `;
  return page.text;
}

function titleOf({ passed, incomplete, checks }: Report): string {
  if (passed) {
    return "Passed";
  }
  const failed = checks.some(({ result }) => result === "fail");
  return failed || incomplete === undefined ? "Failed" : "Incomplete";
}

const verdicts: Readonly<Record<string, string>> = {
  Passed: "Sessions stick.",
  Failed: "Something is broken.",
  Incomplete: "Not every check ran.",
};

function verdict(report: Report): Markup {
  const { passed, incomplete, checks, requests, seconds } = report;
  const count = (result: string): number =>
    checks.filter((check) => check.result === result).length;
  return html`<p class="verdict ${passed ? "passed" : "failed"}">
    <strong>${verdicts[titleOf(report)]}</strong><br />${count("pass")} passed, ${count("fail")}
    failed, ${count("skipped")} skipped; ${counted(requests, "request")} in ${seconds.toFixed(1)}
    s${incomplete === undefined ? "" : html`<br />${incomplete}`}
  </p>`;
}

function facts(report: Report): Markup {
  const { expected, confidence, service, context, stack, startedAt } = report;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Stack", stack],
    ["Service", service && `${service.namespace}/${service.name}`],
    ["Context", context],
    ["Controller", expected.controller],
    ["Promised", expected.affinity && `${expected.affinity} affinity`],
    ["Cookie", expected.cookieName],
    ["Started", moment(startedAt)],
    ["Confidence", `${confidence.level * 100} % for each check. ${confidence.statement}`],
  ];
  return html`<dl>
    ${rows
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

function failures(checks: readonly CheckResult[]): Markup {
  const failed = checks.filter(({ result }) => result === "fail");
  return failed.length === 0
    ? html``
    : html`<h2>What failed, and why</h2>
        ${failed.map(
          ({ title, detail, cause }) =>
            html`<div class="failure">
              <p><strong>${title}</strong></p>
              <p>${detail}</p>
              ${cause === undefined ? "" : html`<p><strong>Likely cause:</strong> ${cause}</p>`}
            </div>`,
        )}`;
}

function table(checks: readonly CheckResult[]): Markup {
  return html`<table>
    <thead>
      <tr>
        <th>Check</th>
        <th>Result</th>
        <th>Detail</th>
      </tr>
    </thead>
    <tbody>
      ${checks.map(
        ({ title, result, detail }) =>
          html`<tr>
            <td>${title}</td>
            <td class="${result}">${result}</td>
            <td>${detail}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

async function spreadSection(check: CheckResult, colours: Palette): Promise<Markup> {
  const { answers } = check.timeline;
  return html`<h2>New clients per pod</h2>
    <p class="quiet">${check.detail}</p>
    ${await figure(`New clients per pod: ${check.detail}`, (width) =>
      spreadChart(answers, { width, colours }),
    )}`;
}

async function timelineSections(
  checks: readonly CheckResult[],
  colours: Palette,
): Promise<readonly Markup[]> {
  const sections: Markup[] = [];
  for (const { title, detail, timeline } of checks) {
    const { answers, marks, omitted, lost } = timeline;
    sections.push(
      html`<section>
        <h3>${title}</h3>
        <p class="quiet">${detail}</p>
        <ul class="legend">
          ${Object.keys(answers).map((pod) => key(colours.get(pod) ?? "", pod))}${
            lost > 0 ? key(lossColour, `lost (${lost})`) : ""
          }
        </ul>
        ${
          marks.length === 0
            ? ""
            : html`<ol class="marks">
                ${marks.map(({ at, what }) => html`<li>${(at / 1000).toFixed(1)} s: ${what}</li>`)}
              </ol>`
        }
        ${await figure(`${title}: which pod answered each client`, (width) =>
          timelineChart(timeline, { width, colours }),
        )}
        ${omitted === 0 ? "" : html`<p class="quiet">${counted(omitted, "entry")} beyond the first ones are counted above and not drawn.</p>`}
      </section>`,
    );
  }
  return sections.length === 0
    ? []
    : [
        html`<h2>Which pod answered each client</h2>
          <p class="quiet">A row for each client; its colour is the pod that answered.</p>`,
        ...sections,
      ];
}

function key(colour: string, name: string): Markup {
  return html`<li><span style="background:${colour}"></span>${name}</li>`;
}

/** A chart in both widths, of which the style shows one. */
async function figure(label: string, chart: (width: number) => Promise<string>): Promise<Markup> {
  const [wide, narrow] = await Promise.all([chart(chartWidths.wide), chart(chartWidths.narrow)]);
  return html`<figure role="img" aria-label="${label}">
    <div class="wide">${new Markup(wide)}</div>
    <div class="narrow">${new Markup(narrow)}</div>
  </figure>`;
}

function byNumber(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}
