import { CustomChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { use } from "echarts/core";
import { svgOf } from "../../bench/svgOf";
import type { PodLife } from "./drains";
import type { SessionDrainOutcome } from "./sessionDrain";

/** A rectangle: from and to in seconds, the place of its middle and its height, of a lane's. */
type Rectangle = readonly [from: number, to: number, place: number, height: number];

const colours = {
  serves: "#e6ebf2",
  waits: "#f6dfb4",
  moved: "#d9c7c0",
  left: "#2a78d6",
  loggedOut: "#c4312f",
};

const legend = {
  serves: "a pod that takes new users",
  waits: "it waits for its own",
  moved: "who is left is moved",
  left: "a user, until leaving",
  loggedOut: "a user who is logged out",
} as const;

/** The pods as lanes, and each user as a line where they were, as an SVG. */
export function plotOf(title: string, { visits, pods, from, to }: SessionDrainOutcome): string {
  use([CustomChart, GridComponent, LegendComponent, TitleComponent]);
  const end = Math.max(to, ...visits.map((visit) => visit.to));
  const lanes = pods.toSorted(byStart);
  const users = visits
    .toSorted((one, other) => one.from - other.from)
    .flatMap((visit) =>
      visit.pods.map((stay, index) => ({
        lane: lanes.findIndex((pod) => stay.address.startsWith(`${pod.address ?? "?"}:`)),
        from: index === 0 ? visit.from : stay.from,
        to: visit.pods[index + 1]?.from ?? visit.to,
        loggedOut: visit.lost !== undefined,
      })),
    )
    .filter(({ lane }) => lane >= 0);
  const lines = (loggedOut: boolean): Rectangle[] =>
    lanes.flatMap((_, lane) =>
      placed(users.filter((user) => user.lane === lane)).flatMap(({ user, place }) =>
        user.loggedOut === loggedOut ? [[user.from, user.to, lane + place, 0.012] as const] : [],
      ),
    );
  const bars = (of: (pod: PodLife) => readonly [number, number] | 0 | undefined): Rectangle[] =>
    lanes.flatMap((pod, lane) => {
      const span = of(pod);
      return !span ? [] : [[Math.max(0, span[0]), span[1], lane + 0.5, 0.92] as const];
    });
  return svgOf(
    { width: 1000, height: 130 + 90 * lanes.length },
    {
      title: {
        text: title,
        subtext: `each line is a user, on the pod that answers; the disruption begins at ${Math.round(from)} s`,
        left: "center",
      },
      // Without a browser the width of a text is a guess.
      legend: { bottom: 0, itemGap: 28, data: Object.values(legend) },
      grid: { left: 80, right: 20, top: 70, bottom: 70 },
      xAxis: { type: "value", min: 0, max: Math.ceil(end), axisLabel: { formatter: "{value} s" } },
      yAxis: {
        ...{ type: "value", min: 0, max: lanes.length, inverse: true, interval: 1 },
        axisLabel: { show: false },
        splitLine: { show: false },
      },
      series: [
        rectangles(
          "serves",
          bars(({ from, toldAt = end }) => [from, toldAt]),
        ),
        rectangles(
          "waits",
          bars(({ toldAt, leftAt = end }) => toldAt && [toldAt, leftAt]),
        ),
        rectangles(
          "moved",
          bars(({ leftAt, goneAt = end }) => leftAt && [leftAt, goneAt]),
        ),
        rectangles("left", lines(false)),
        rectangles("loggedOut", lines(true)),
        names(lanes),
      ],
    },
  );
}

/** One lane's users below each other, each at the first place that is free. */
function placed<User extends { from: number; to: number }>(
  users: readonly User[],
): { user: User; place: number }[] {
  const free: number[] = [];
  const rows = users.map((user) => {
    const found = free.findIndex((until) => until <= user.from);
    const row = found < 0 ? free.length : found;
    free[row] = user.to;
    return { user, row };
  });
  return rows.map(({ user, row }) => ({ user, place: 0.08 + (0.84 * (row + 0.5)) / free.length }));
}

/** What echarts gives who draws by themselves. */
interface Drawing {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly number[]) => number[];
}

function rectangles(what: keyof typeof legend, data: readonly Rectangle[]): object {
  const color = colours[what];
  return {
    ...{ type: "custom", name: legend[what], data, color },
    renderItem: (_: unknown, { value, coord }: Drawing) => {
      const [from, to, place, height] = [value(0), value(1), value(2), value(3)];
      const [x = 0, y = 0] = coord([from, place - height / 2]);
      const [right = 0, bottom = 0] = coord([to, place + height / 2]);
      return {
        type: "rect",
        shape: { x, y, width: Math.max(1, right - x), height: Math.max(1.5, bottom - y) },
        style: { fill: color },
      };
    },
  };
}

function byStart(one: PodLife, other: PodLife): number {
  return one.name.localeCompare(other.name) || one.from - other.from;
}

/** The pods' names beside their lanes. */
function names(lanes: readonly PodLife[]): object {
  return {
    ...{ type: "custom", data: lanes.map((_, lane) => [0, lane + 0.5]), clip: false },
    renderItem: ({ dataIndex }: { dataIndex: number }, api: Drawing) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const text = lanes[dataIndex]?.name;
      return {
        type: "text",
        style: { text, x: x - 10, y, align: "right", verticalAlign: "middle", fill: "#333" },
      };
    },
  };
}
