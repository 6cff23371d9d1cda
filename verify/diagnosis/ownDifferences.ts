import type { Dialect } from "../../components/affinity/dialect";
import type { NativeSettings } from "../../components/affinity/setting";
import type { PlainObject } from "../../components/affinity/objects";
import { ownKindsOf } from "../../components/affinity/ownKinds";
import { hostRank } from "../cluster/serving";
import type { DescribedObjects } from "../subject/expectation";
import type { Target } from "../subject/target";
import { plainObjects } from "./dialectMarkers";

/**
 * In what the objects of a controller's own kinds differ from the description: kinds and hosts that are missing, and
 * the settings that the dialect reads from them, for each object that has a host by itself. None where they could not
 * be read.
 */
export function ownDifferences({ expectation, cluster }: Target): string[] {
  const { dialect, described } = expectation;
  const objects = cluster?.objects;
  if (!dialect || !described || objects?.own === undefined || objects.unreadable.length > 0) {
    return [];
  }
  const live = plainObjects(objects);
  const missing = missingKinds(described, live);
  if (missing.length > 0) {
    return missing.map((kind) => `no ${kind} leads to the Service ${objects.service.name}`);
  }
  const hosting = dialect.exposedBy.ownKinds?.[0]?.kind;
  const exposing = live.filter(({ kind }) => kind === hosting);
  const groups = exposing.map((object) =>
    live.filter((each) => each === object || each.kind !== hosting),
  );
  return [
    ...missingHosts(dialect, described, live),
    ...new Set(
      (groups.length > 0 ? groups : [live]).flatMap((group) =>
        settingDifferences(dialect, described, group),
      ),
    ),
  ];
}

function missingKinds({ objects }: DescribedObjects, live: readonly PlainObject[]): string[] {
  const kinds = new Set(objects.map(({ kind }) => kind));
  return [...kinds].filter((kind) => !live.some((object) => object.kind === kind));
}

function missingHosts(
  { exposedBy }: Dialect,
  { hosts }: DescribedObjects,
  live: readonly PlainObject[],
): string[] {
  const found = exposedBy.read(live);
  const served = found?.hosts ?? (found?.host === undefined ? [] : [found.host]);
  return hosts
    .filter((host) => !served.some((other) => hostRank(other, host) > 0))
    .map((host) => `no object has the host ${host}`);
}

/** The native settings of one group of objects. */
function settingDifferences(
  dialect: Dialect,
  { native }: DescribedObjects,
  group: readonly PlainObject[],
): string[] {
  const found = dialect.target.read(group);
  const where = nameOf(dialect, group);
  const { key } = dialect.target;
  if (native === undefined || found === undefined) {
    return (native === undefined) === (found === undefined)
      ? []
      : [`${where} ${native === undefined ? "asks" : "does not ask"} for affinity (${key})`];
  }
  const names = [...new Set([...Object.keys(native), ...Object.keys(found)])];
  return names
    .filter((name) => native[name] !== found[name])
    .map((name) => `${where} ${said(name, found)} instead of ${written(native[name])} (${key})`);
}

function said(name: string, native: NativeSettings): string {
  return `has ${name}: ${written(native[name])}`;
}

function written(value: string | undefined): string {
  return value === undefined ? "none" : `"${value}"`;
}

/** The object that has the settings: of the kind that the target writes, else what exposes the application. */
function nameOf(dialect: Dialect, group: readonly PlainObject[]): string {
  const kinds = [...(dialect.target.ownKinds ?? []), ...ownKindsOf(dialect)].map(
    ({ kind }) => kind,
  );
  const target = kinds
    .map((kind) => group.find((object) => object.kind === kind))
    .find((object) => object !== undefined);
  return target === undefined ? dialect.title : `the ${target.kind} ${target.metadata.name ?? ""}`;
}
