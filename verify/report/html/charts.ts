import type { CustomSeriesRenderItem, EChartsCoreOption } from "echarts";
import type { Timeline } from "../../recorder";
import { lossColour } from "./palette";

/** The widths in which a chart is drawn: for a screen or paper, and for a phone. */
export const chartWidths = { wide: 960, narrow: 380 } as const;

export interface ChartArgs {
  readonly width: number;
  readonly colours: ReadonlyMap<string, string>;
}

/** Height of one client's row, and of what is above and below the rows, in pixels. */
const rowHeight = 14;
const margins = { top: 26, bottom: 42, left: 34, right: 14 };

const text = { fontFamily: "system-ui, sans-serif", fontSize: 12, color: "#333333" };

/** How many answers each pod gave, as an SVG image. */
export async function spreadChart(
  answers: Readonly<Record<string, number>>,
  { width, colours }: ChartArgs,
): Promise<string> {
  const pods = Object.keys(answers);
  const labels = pods.map(labelOf);
  const left = Math.min(160, 16 + 8 * Math.max(...pods.map((pod) => pod.length)));
  return draw(width, pods.length * 30 + 12, {
    animation: false,
    textStyle: text,
    grid: { top: 4, bottom: 8, left, right: 50 },
    xAxis: { type: "value", show: false },
    yAxis: {
      ...{ type: "category", data: labels, inverse: true },
      axisTick: { show: false },
      axisLabel: text,
    },
    series: [
      {
        type: "bar",
        barWidth: 18,
        data: pods.map((pod) => ({
          value: answers[pod] ?? 0,
          itemStyle: { color: colours.get(pod) },
        })),
        label: { show: true, position: "right", ...text },
      },
    ],
  });
}

/**
 * A pod's name as the library can take it: it caches texts in a plain object, so that one like `__proto__` changes
 * what every object has. A space at the end is not seen.
 */
function labelOf(pod: string): string {
  return pod in Object.prototype ? `${pod} ` : pod;
}

/** Which pod answered each client when, with what was done to the application, as an SVG image. */
export async function timelineChart(
  { stretches, losses, marks }: Timeline,
  { width, colours }: ChartArgs,
): Promise<string> {
  const clients = 1 + Math.max(...[...stretches, ...losses].map(({ client = 0 }) => client), 0);
  // What new clients lost is in a line of all of them, below the clients' own.
  const lines = clients + (losses.some(({ client }) => client === undefined) ? 1 : 0);
  const end = Math.max(...[...stretches.map(({ to }) => to), ...marks.map(({ at }) => at)], 1);
  return draw(width, lines * rowHeight + margins.top + margins.bottom, {
    animation: false,
    textStyle: text,
    grid: margins,
    xAxis: {
      ...{ type: "value", min: 0, max: end / 1000, name: "seconds" },
      ...{ nameLocation: "middle", nameGap: 26, nameTextStyle: text },
      axisLabel: { ...text, hideOverlap: true, showMaxLabel: false },
      splitLine: { lineStyle: { color: "#eeeeee" } },
    },
    yAxis: {
      ...{ type: "category", inverse: true },
      data: Array.from({ length: lines }, (_, line) => (line < clients ? String(line + 1) : "new")),
      axisTick: { show: false },
      axisLabel: { ...text, fontSize: 10 },
    },
    series: [
      {
        type: "custom",
        renderItem: drawStretch,
        encode: { x: [1, 2], y: 0 },
        data: stretches.map(({ client, pod, from, to }) => ({
          value: [client, from / 1000, to / 1000],
          itemStyle: { color: colours.get(pod) },
        })),
      },
      {
        ...{ type: "scatter", symbol: "rect", symbolSize: [3, rowHeight - 2], z: 3 },
        itemStyle: { color: lossColour },
        data: losses.map(({ client = clients, at }) => [at / 1000, client]),
        markLine: {
          ...{ symbol: "none", silent: true, animation: false },
          lineStyle: { color: "#222222", type: "dashed", width: 1 },
          data: marks.map(({ at }, index) => ({
            xAxis: at / 1000,
            label: { ...text, fontWeight: "bold", position: "start", formatter: String(index + 1) },
          })),
        },
      },
    ],
  });
}

/** A bar over the time in which one pod answered; a single answer is a thin one. */
const drawStretch: CustomSeriesRenderItem = (_, api) => {
  const [x = 0, y = 0] = api.coord([api.value(1), api.value(0)]);
  const [end = 0] = api.coord([api.value(2), api.value(0)]);
  const height = rowHeight - 4;
  return {
    type: "rect",
    shape: { x, y: y - height / 2, width: Math.max(end - x, 1.5), height },
    style: { fill: api.visual("color") },
  };
};

async function draw(width: number, height: number, option: EChartsCoreOption): Promise<string> {
  const { init, use } = await import("echarts/core");
  const { BarChart, CustomChart, ScatterChart } = await import("echarts/charts");
  const { GridComponent, MarkLineComponent } = await import("echarts/components");
  const { SVGRenderer } = await import("echarts/renderers");
  use([BarChart, CustomChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString({ useViewBox: true });
  } finally {
    chart.dispose();
  }
}
