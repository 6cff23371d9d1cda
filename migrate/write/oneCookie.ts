import type { SessionCookie } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import { inSentence } from "../inSentence";
import { describe, type Item, itemAt } from "../item";
import { grouped } from "./grouped";
import { serviceKey, type Unit } from "./unit";

/**
 * Whose paths have one cookie with a target: those of a Service, where it is a setting of the Service; of a Service
 * within an Ingress, where it is one of the Ingress; else each path has its own.
 */
export type Scope = "service" | "ingress" | "path";

/** The scope of a target's setting. */
export function scopeOf({ target, exposedBy, ownKeys }: Dialect): Scope {
  // What controllers of their own kinds read on a Service is named there.
  const isOnService =
    target.on === "service" || target.bindsService === true || /\bService\b/.test(target.object);
  if (isOnService || Object.keys(ownKeys).some((key) => key.endsWith("/sticky-cookie-services"))) {
    return "service";
  }
  return exposedBy.createdBy === "ingress" ? "ingress" : "path";
}

/** Gives one cookie to all paths that have one with the target, and says what changes by it. */
export function oneCookie(
  units: readonly Unit[],
  target: Dialect,
): { readonly units: readonly Unit[]; readonly items: readonly Item[] } {
  const scope = scopeOf(target);
  if (scope === "path") {
    return { units, items: [] };
  }
  const groups = grouped(units, (unit) =>
    scope === "service"
      ? serviceKey(unit)
      : `${describe(unit.entrance.source)} ${serviceKey(unit)}`,
  );
  const items: Item[] = [];
  const unified = new Map<Unit, Unit>();
  for (const group of groups.values()) {
    const first = group.find(({ affinity }) => affinity !== undefined);
    if (first?.affinity !== undefined) {
      const cookie = { ...first.affinity.cookie, ...pathOf(group) };
      for (const unit of group) {
        items.push(...changesOf(unit, first, cookie, target));
        unified.set(unit, { ...unit, affinity: { cookie } });
      }
    }
  }
  return { units: units.map((unit) => unified.get(unit) ?? unit), items };
}

/** The path of a cookie for all paths: what those of their own cookies have in common. */
function pathOf(group: readonly Unit[]): Pick<SessionCookie, "path"> {
  const paths = group.flatMap(({ affinity, path }) => affinity?.cookie.path ?? path.path);
  const [first = "/", ...others] = [...new Set(paths)];
  return { path: others.reduce(commonPath, first) };
}

/** The folders from the left that two paths have in common. */
function commonPath(one: string, other: string): string {
  const [steps, others] = [one, other].map((path) => path.replace(/\/+$/, "").split("/"));
  const differs = (steps ?? []).findIndex((step, index) => step !== others?.[index]);
  const common = (differs === -1 ? steps : steps?.slice(0, differs))?.join("/") ?? "";
  return common === "" ? "/" : common;
}

function changesOf(unit: Unit, first: Unit, cookie: SessionCookie, target: Dialect): Item[] {
  const { entrance, path } = unit;
  const place = (remark: Parameters<typeof itemAt>[2]): Item =>
    itemAt(entrance.source, path.at, remark);
  if (unit.affinity === undefined) {
    const reason = `with ${inSentence(target)} affinity is the Service's, so that ${path.path} is sticky too: ${describe(first.entrance.source)} has it`;
    return [place({ outcome: "changed", setting: "affinity", reason })];
  }
  if (!isSameButPath(unit.affinity.cookie, cookie)) {
    const value =
      unit.affinity.cookie.name === undefined ? {} : { value: unit.affinity.cookie.name };
    const reason = `with ${inSentence(target)} the Service ${path.service} has one cookie, and ${describe(first.entrance.source)} has another one for it, which is taken`;
    return [place({ outcome: "not carried over", setting: "session cookie", ...value, reason })];
  }
  const own = unit.affinity.cookie.path;
  return own === undefined || own === cookie.path
    ? []
    : [
        place({
          outcome: "changed",
          setting: "cookie path",
          value: own,
          reason: `the paths of the Service ${path.service} share one cookie, so its path is ${cookie.path ?? "/"}`,
        }),
      ];
}

function isSameButPath(one: SessionCookie, other: SessionCookie): boolean {
  const rest = (cookie: SessionCookie): string => JSON.stringify({ ...cookie, path: "/" });
  return rest(one) === rest(other);
}
