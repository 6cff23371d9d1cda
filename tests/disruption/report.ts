import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Table from "cli-table3";
import { use } from "echarts/core";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { svgOf } from "../../bench/svgOf";
import type { Outcome } from "./outcome";

/** One disruption of one set-up. */
export interface Row extends Outcome {
  /** From 1 on. */
  readonly run: number;
  readonly setup: string;
  readonly event: string;
  /** How many of the moves no end of a pod explains. */
  readonly needlessMoves: number;
  /** How many containers were restarted. */
  readonly restarts: number;
}

/** All that a run measured. */
export interface Report {
  /** ISO 8601. */
  readonly date: string;
  /** The version of the cluster. */
  readonly kubernetes: string;
  /** What was in front of the application: its dialect's id, and its name. */
  readonly controller: { readonly id: string; readonly title: string };
  readonly rows: readonly Row[];
}

/** Two tables with a row for each disruption and a column for each set-up, each cell run by run. */
export function tablesOf({ rows }: Report): string {
  return [
    tableOf(rows, "lost requests", ({ lost, requests }) => `${lost} of ${count(requests)}`),
    // A client that is moved has lost the session that its pod had in its memory.
    tableOf(
      rows,
      "needless moves, restarts",
      ({ needlessMoves, restarts }) => `${count(needlessMoves)}, ${count(restarts)}`,
    ),
  ].join("\n");
}

function tableOf(rows: readonly Row[], title: string, cell: (row: Row) => string): string {
  const table = new Table({
    head: [title, ...setupsOf(rows)],
    style: { head: [], border: [] },
    colAligns: ["left", ...setupsOf(rows).map(() => "right" as const)],
  });
  for (const event of eventsOf(rows)) {
    const cells = setupsOf(rows).map((setup) => runsOf(rows, setup, event).map(cell).join("\n"));
    table.push([event, ...cells.map((text) => text || "-")]);
  }
  return table.toString();
}

function count(number: number): string {
  return number.toLocaleString("en");
}

/** Writes a JSON file and a plot, called after the controller, into a folder. */
export async function saveReport(report: Report, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = [
    [join(folder, `${report.controller.id}.json`), `${JSON.stringify(report, undefined, 2)}\n`],
    [join(folder, `${report.controller.id}.svg`), plotOf(report)],
  ] as const;
  await Promise.all(files.map(([file, content]) => writeFile(file, content)));
  return files.map(([file]) => file);
}

function plotOf({ rows, controller }: Report): string {
  use([BarChart, GridComponent, LegendComponent, TitleComponent]);
  const runs = Math.max(...rows.map(({ run }) => run));
  return svgOf(
    { width: 900, height: 460 },
    {
      color: ["#2a78d6", "#e8a33d", "#8a8f98"],
      title: {
        text: `${controller.title}: requests lost, by disruption`,
        subtext: `logarithmic${runs === 1 ? "" : `, mean of ${runs} runs`}`,
        left: "center",
      },
      // Without a browser the width of a text is a guess.
      legend: { bottom: 0, itemGap: 70 },
      grid: { left: 20, right: 20, top: 80, bottom: 90 },
      xAxis: {
        type: "category",
        data: eventsOf(rows),
        axisLabel: { interval: 0, width: 105, overflow: "break" },
      },
      // Of a few and of thousands, both have to be seen; the bars say how many.
      yAxis: { type: "value", axisLabel: { show: false }, splitLine: { show: false } },
      series: setupsOf(rows).map((setup) => ({
        name: setup,
        type: "bar",
        data: eventsOf(rows).map((event) => bar(meanLost(runsOf(rows, setup, event)))),
      })),
    },
  );
}

/** A bar by the number's logarithm, of one more so that 0 has one, with the number on it. */
function bar(lost: number | null): object | null {
  return lost === null
    ? null
    : {
        value: Math.log10(1 + lost),
        label: { show: true, position: "top", formatter: lost.toLocaleString("en") },
      };
}

function runsOf(rows: readonly Row[], setup: string, event: string): Row[] {
  return rows.filter((row) => row.setup === setup && row.event === event);
}

/** To one decimal; null where nothing was measured. */
function meanLost(runs: readonly Row[]): number | null {
  const sum = runs.reduce((total, { lost }) => total + lost, 0);
  return runs.length === 0 ? null : Math.round((sum / runs.length) * 10) / 10;
}

function setupsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ setup }) => setup))];
}

function eventsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ event }) => event))];
}
