import type { Dialect } from "../components/affinity/dialect";
import type { PlainObject } from "../components/affinity/objects";
import type { Sourced } from "../manifests/sourced";
import { type Item, type Outcome, outcomes } from "./item";
import { exposuresOf } from "./pulumi/exposures";
import type { ExposureSettings } from "./pulumi/exposureSettings";
import type { Report } from "./report/report";
import { rolloutOf } from "./report/rollout";
import { usersOf } from "./report/users";
import { readSource } from "./source/readSource";
import { shareWords } from "./source/sources";
import type { TargetOptions } from "./write/application";
import type { CarriedUnit } from "./write/unit";
import { writeTarget } from "./write/writeTarget";

/** A migration to do. */
export interface Migration {
  readonly source: Dialect;
  /** The new controller. */
  readonly target: Dialect;
  readonly options: TargetOptions;
  /** The names of the old controller's classes. @default - by the IngressClasses */
  readonly classes?: readonly string[];
  /** Where the objects will be, for commands. @default "migrated.yaml" */
  readonly out?: string;
  readonly context?: string;
}

/** Migrates objects to another controller. */
export function migrate(objects: readonly Sourced[], migration: Migration): Report {
  const { source, target, classes } = migration;
  const { options, notes } = withOwnClass(migration);
  const read = readSource(objects, source, classes);
  const written = writeTarget(read, source, target, options);
  return reportOf(migration, {
    items: [...read.items, ...written.items],
    units: written.units,
    objects: written.objects,
    notes: [...notes, ...written.notes],
    needs: written.needs,
    to: target.title,
  });
}

/** Migrates objects to this project's component. */
export function migrateToPulumi(
  objects: readonly Sourced[],
  migration: Migration,
): { readonly report: Report; readonly exposures: readonly ExposureSettings[] } {
  const { source, target, classes } = migration;
  const { options, notes } = withOwnClass(migration);
  const read = readSource(objects, source, classes);
  const { exposures, items, units } = exposuresOf(read, source, target, options);
  const report = reportOf(migration, {
    items: [...read.items, ...items],
    units,
    objects: [],
    notes: [...notes, ...new Set(units.flatMap(({ translation }) => translation.notes))],
    needs: [],
    to: `StickyExposure with ${target.title}`,
  });
  return { exposures, report: { ...report, rollout: pulumiRollout(report.rollout) } };
}

/** With another class than the old controller's, which may have the same usual one: both would serve each object. */
function withOwnClass({ source, target, options }: Migration): {
  readonly options: TargetOptions;
  readonly notes: readonly string[];
} {
  const { usualIngressClass: usual, id, title } = target;
  const isShared = usual !== undefined && usual === source.usualIngressClass;
  return options.ingressClassName !== undefined || !isShared || shareWords(source, target)
    ? { options, notes: [] }
    : {
        options: { ...options, ingressClassName: id },
        notes: [
          `The class of ${title} is taken to be called ${id}, since its usual name, ${usual}, is the old controller's: --ingress-class NAME says otherwise.`,
        ],
      };
}

interface Result extends Pick<Report, "items" | "objects" | "notes" | "needs" | "to"> {
  readonly units: readonly CarriedUnit[];
  readonly objects: readonly PlainObject[];
}

function reportOf(
  { source, target, out = "migrated.yaml", context }: Migration,
  { items, units, ...rest }: Result,
): Report {
  return {
    from: source.title,
    counts: countsOf(items),
    items,
    users: usersOf(units, source, target),
    rollout: rolloutOf(units, { source, target, out, ...(context !== undefined && { context }) }),
    ...rest,
  };
}

/** The objects are made by Pulumi, and not by kubectl. */
function pulumiRollout(steps: Report["rollout"]): Report["rollout"] {
  return steps.map((step) =>
    step.commands.some((command) => command.includes(" diff -f "))
      ? { ...step, commands: ["pulumi preview --stack NAME", "pulumi up --stack NAME"] }
      : step,
  );
}

function countsOf(items: readonly Item[]): Report["counts"] {
  return Object.fromEntries(
    outcomes.map((outcome) => [outcome, items.filter((item) => item.outcome === outcome).length]),
  ) as Record<Outcome, number>;
}
