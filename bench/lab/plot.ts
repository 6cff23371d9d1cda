import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { use } from "echarts/core";
import { svgOf } from "../svgOf";
import type { Report } from "./report";

const figures = [
  { name: "time", color: "#2a78d6", of: "seconds" },
  { name: "processor time", color: "#f0a44b", of: "processorSeconds" },
] as const;

/** The medians as bars, as an SVG. */
export function plotOf({ rows, rounds }: Report): string {
  use([BarChart, GridComponent, LegendComponent, TitleComponent]);
  const svg = svgOf(
    { width: 900, height: 135 + 42 * rows.length },
    {
      title: {
        text: "The same application by pulumi, helm and kubectl",
        subtext: `seconds, the median of ${rounds} rounds`,
        left: "center",
      },
      // Without a browser the width of a text is a guess.
      legend: { bottom: 0, itemGap: 40, data: figures.map(({ name }) => name) },
      grid: { left: 290, right: 60, top: 75, bottom: 60 },
      xAxis: { type: "value", axisLabel: { formatter: "{value} s" } },
      yAxis: { type: "category", inverse: true, data: rows.map(({ title }) => title) },
      series: figures.map(({ name, color, of }) => ({
        ...{ name, type: "bar", color },
        label: { show: true, position: "right" },
        data: rows.map((row) => Number(row[of].median.toFixed(2))),
      })),
    },
  );
  return `${svg}\n`;
}
