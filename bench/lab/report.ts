import { allowedGrowth } from "../allowedGrowth";
import { type Range, rangeOf } from "../range";
import { type MeasureId, measures } from "./tools";
import type { Taken } from "./processor";

/** What each measure took, one entry a round; none of what was not measured. */
export type Rounds = Readonly<Record<MeasureId, readonly Taken[]>>;

/** What is put side by side. */
interface Comparison {
  readonly of: MeasureId;
  readonly to: MeasureId;
  /** What the ratio of the times is promised to be at most. */
  readonly promised?: number;
}

/** As the goals of the project name them. */
const comparisons: readonly Comparison[] = [
  { of: "up", to: "helmInstall", promised: 2 },
  { of: "upSkippingPreview", to: "helmInstall", promised: 1.4 },
  { of: "upSkippingPreview", to: "kubectlApply" },
  { of: "preview", to: "emptyPreview" },
  { of: "preview", to: "kubectlDiff" },
  { of: "update", to: "helmUpgrade" },
  { of: "updateSkippingPreview", to: "helmUpgrade" },
  { of: "destroy", to: "helmUninstall" },
  { of: "destroy", to: "kubectlDelete" },
];

/** What a preview that changes nothing may take of the processor: in all, and more than an empty program's. */
const previewSeconds = { all: 2.5, own: 0.5 };

export interface Row {
  readonly title: string;
  readonly seconds: Range;
  readonly processorSeconds: Range;
}

/** Ratios of what was measured in the same round. */
export interface Ratio extends Row {
  /** Its name in the baseline. */
  readonly id: string;
  /** What that of the processor time may be at most, by the baseline. @default - there is none */
  readonly limit?: number;
}

/** The medians of the processor time's ratios as they were, by their ids. */
export type Baseline = Readonly<Record<string, number>>;

export interface Goal {
  readonly title: string;
  readonly median: number;
  readonly most: number;
  readonly kept: boolean;
}

export interface Report {
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
  readonly goals: readonly Goal[];
}

/** @param taken of each measure as many rounds, or none */
export function reportOf(taken: Rounds, baseline: Baseline = {}): Report {
  const isMeasured = ({ of, to }: Pick<Comparison, "of" | "to">) =>
    taken[of].length > 0 && taken[to].length > 0;
  const ratioOf = ({ of, to }: Pick<Comparison, "of" | "to">, figure: keyof Taken): Range =>
    rangeOf(taken[of].map((each, round) => each[figure] / (taken[to][round]?.[figure] ?? NaN)));
  const ids = (Object.keys(measures) as MeasureId[]).filter((id) => taken[id].length > 0);
  const compared = comparisons.filter(isMeasured);
  const promised = compared.flatMap(({ of, to, promised: most }) =>
    most === undefined
      ? []
      : [
          goal(
            `${measures[of]}: times ${measures[to]}`,
            ratioOf({ of, to }, "seconds").median,
            most,
          ),
        ],
  );
  const processor = (id: MeasureId) => taken[id].map(({ processorSeconds }) => processorSeconds);
  const own = processor("preview").map(
    (seconds, round) => seconds - (processor("emptyPreview")[round] ?? NaN),
  );
  return {
    rounds: Math.max(...ids.map((id) => taken[id].length)),
    rows: ids.map((id) => ({
      title: measures[id],
      seconds: rangeOf(taken[id].map(({ seconds }) => seconds)),
      processorSeconds: rangeOf(processor(id)),
    })),
    ratios: compared.map(({ of, to }) => {
      const id = `${of}/${to}`;
      const before = baseline[id];
      return {
        id,
        title: `${measures[of]} / ${measures[to]}`,
        seconds: ratioOf({ of, to }, "seconds"),
        processorSeconds: ratioOf({ of, to }, "processorSeconds"),
        ...(before !== undefined && { limit: before * allowedGrowth }),
      };
    }),
    goals: [
      ...promised,
      goal(
        `${measures.preview}: processor seconds`,
        rangeOf(processor("preview")).median,
        previewSeconds.all,
      ),
      goal(
        `${measures.preview}: processor seconds more than an empty program`,
        rangeOf(own).median,
        previewSeconds.own,
      ),
    ],
  };
}

/** The ratios that have grown by more than a third since the baseline. */
export function grown({ ratios }: Report): readonly Ratio[] {
  return ratios.filter(
    ({ processorSeconds: { median }, limit }) => limit !== undefined && median > limit,
  );
}

function goal(title: string, median: number, most: number): Goal {
  return { title, median, most, kept: median <= most };
}

/** The tables of it, as docs can take them. */
export function tablesOf({ rows, ratios, goals }: Report): string {
  const table = (head: readonly string[], lines: readonly (readonly string[])[]) =>
    [head, head.map(() => "---"), ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
  const figures = ({ title, seconds, processorSeconds }: Row | Ratio, unit: string) => [
    title,
    text(seconds, unit),
    text(processorSeconds, unit),
  ];
  return [
    table(
      ["command", "time", "processor time"],
      rows.map((row) => figures(row, " s")),
    ),
    table(
      ["ratio", "time", "processor time", "at most"],
      ratios.map((ratio) => [...figures(ratio, ""), ratio.limit?.toFixed(2) ?? ""]),
    ),
    table(
      ["goal", "median", "at most", "kept"],
      goals.map(({ title, median, most, kept }) => [
        ...[title, median.toFixed(2), most.toFixed(2)],
        kept ? "yes" : "no",
      ]),
    ),
  ].join("\n\n");
}

function text({ least, median, most }: Range, unit: string): string {
  return `${median.toFixed(2)}${unit} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
