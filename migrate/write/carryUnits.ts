import type { Affinity } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { Problem } from "../../components/affinity/problem";
import type { Entrance } from "../entrance";
import { type Item, type Remark, shown } from "../item";
import type { Source } from "../source/readSource";
import { applicationOf, type TargetOptions } from "./application";
import { type Carried, carry } from "./carry";
import { cookieItems } from "./cookieItems";
import { oneCookie } from "./oneCookie";
import { ownNames } from "./ownNames";
import { remarksOn } from "./possible";
import { type CarriedUnit, serviceKey, type Unit, unitsOf } from "./unit";
import { unitItem } from "./unitItem";

/** Whose objects become whose, and what is known beside them. */
export interface Migration {
  readonly source: Dialect;
  readonly target: Dialect;
  readonly options: TargetOptions;
  /** The Services of the input. */
  readonly services: Source["services"];
}

/** A translation, or what is wrong. */
type Attempt = Partial<Carried> & { readonly problems?: readonly Problem[] };

/** The units that the target can have, in its words, and what is said of all of them. */
export function carryUnits(
  entrances: readonly Entrance[],
  migration: Migration,
): { readonly units: readonly CarriedUnit[]; readonly items: readonly Item[] } {
  const carrier = new UnitCarrier(migration);
  const units = carrier.carry(entrances);
  return { units, items: carrier.items };
}

class UnitCarrier {
  readonly items: Item[] = [];

  constructor(private readonly migration: Migration) {}

  carry(entrances: readonly Entrance[]): CarriedUnit[] {
    const { units, items } = oneCookie(
      unitsOf(entrances).filter((unit) => this.isPossible(unit)),
      this.migration.target,
    );
    this.items.push(...items);
    return this.inWords(units);
  }

  /** Whether the target can have a unit at all; what it cannot, or has in another way, is said. */
  private isPossible(unit: Unit): boolean {
    const { source, target, options, services } = this.migration;
    const application = applicationOf(unit, target, options, services);
    const remarks = remarksOn(unit, { source, target, application });
    for (const remark of remarks) {
      this.say(unit, remark);
    }
    return remarks.every(({ outcome }) => outcome !== "not carried over");
  }

  /** The units in the target's words, each with a cookie that no other Service overwrites. */
  private inWords(units: readonly Unit[]): CarriedUnit[] {
    const { source, target } = this.migration;
    const first = units.map((unit) => ({ unit, ...this.attempt(unit, unit.affinity) }));
    const names = ownNames(
      first.map(({ unit, translation }) => ({ unit, cookie: translation?.cookie })),
      target,
    );
    return units.flatMap((unit) => {
      const name = names.get(serviceKey(unit));
      const affinity =
        name === undefined || unit.affinity === undefined
          ? unit.affinity
          : { cookie: { ...unit.affinity.cookie, name } };
      const { translation, dropped = [], problems = [] } = this.attempt(unit, affinity);
      for (const { setting, got, reason, allowed } of problems) {
        const why = reason ?? `${target.title} takes ${allowed}`;
        this.lose(unit, setting, got === undefined ? undefined : shown(got), why);
      }
      this.items.push(
        ...cookieItems(unit, dropped, source, translation?.cookie?.name !== undefined),
      );
      if (name !== undefined && unit.affinity !== undefined && translation !== undefined) {
        const reason = `the cookie of ${unit.path.service} is called ${name}: under one name it and that of another Service of the host would overwrite each other`;
        const { name: value } = unit.affinity.cookie;
        this.say(unit, {
          outcome: "changed",
          setting: "cookie name",
          ...(value !== undefined && { value }),
          reason,
        });
      }
      return translation === undefined
        ? []
        : [{ ...unit, ...(affinity && { affinity }), translation }];
    });
  }

  private attempt(unit: Unit, affinity: Affinity | undefined): Attempt {
    const { target, options, services } = this.migration;
    const application = applicationOf(unit, target, options, services);
    if (application.servicePort === undefined && target.exposedBy.createdBy === "objects") {
      const { name } = unit.path.port;
      return {
        problems: [
          {
            setting: "backend.service.port",
            got: name,
            reason: `${target.exposedBy.object} names the port by its number, and the Service ${unit.path.service} is not in the input`,
            allowed: "",
          },
        ],
      };
    }
    return carry(target, affinity, application);
  }

  private lose(unit: Unit, setting: string, value: string | undefined, reason: string): void {
    this.say(unit, {
      outcome: "not carried over",
      setting,
      ...(value !== undefined && { value }),
      reason,
      ...(setting === "backend.service.port" && {
        fix: "give its manifest too (-f), or read the live namespace (--namespace)",
      }),
    });
  }

  private say(unit: Unit, remark: Remark): void {
    this.items.push(unitItem(unit, remark));
  }
}
