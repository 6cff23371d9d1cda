import type { Affinity } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { Need, PlainObject } from "../../components/affinity/objects";
import type { Problem } from "../../components/affinity/problem";
import { carryAnnotations } from "../annotations/carryAnnotations";
import { withoutBookkeeping } from "../annotations/bookkeeping";
import { distinct } from "../distinct";
import type { Entrance } from "../entrance";
import { type Item, itemAt, type Remark, shown } from "../item";
import type { Source } from "../source/readSource";
import { applicationOf, type TargetOptions } from "./application";
import { assumedCertificates, assumedServices } from "./assumptions";
import { type Carried, carry } from "./carry";
import { cookieItems } from "./cookieItems";
import { atListeners, gatewaysOf, usualGatewayName } from "./gateway";
import { grouped } from "./grouped";
import { httpsRedirect } from "./httpsRedirect";
import { merge } from "./merge";
import { oneCookie } from "./oneCookie";
import { ownNames } from "./ownNames";
import { withMatch } from "./pathMatch";
import { remarksOn } from "./possible";
import { type CarriedUnit, serviceKey, type Unit, unitsOf } from "./unit";
import { writeIngresses } from "./writeIngress";
import { writeRoutes } from "./writeRoutes";
import { writeServices } from "./writeServices";

/** What a migration comes to. */
export interface Written {
  readonly objects: readonly PlainObject[];
  readonly items: readonly Item[];
  /** What was carried over, path by path. */
  readonly units: readonly CarriedUnit[];
  /** What works but has a caveat, each a sentence. */
  readonly notes: readonly string[];
  /** What the cluster has to serve. */
  readonly needs: readonly Need[];
}

/** Writes everything that the input exposes in the target's objects. */
export function writeTarget(
  { entrances, services }: Source,
  source: Dialect,
  target: Dialect,
  options: TargetOptions,
): Written {
  const writer = new TargetWriter(source, target, withGateway(options), services);
  return writer.write(entrances);
}

/** With the name of the Gateway that is written. */
function withGateway(options: TargetOptions): TargetOptions {
  return options.gatewayClass === undefined || options.gateway !== undefined
    ? options
    : { ...options, gateway: { name: usualGatewayName } };
}

/** A translation, or what is wrong. */
type Attempt = Partial<Carried> & { readonly problems?: readonly Problem[] };

class TargetWriter {
  private readonly items: Item[] = [];

  constructor(
    private readonly source: Dialect,
    private readonly target: Dialect,
    private readonly options: TargetOptions,
    private readonly services: Source["services"],
  ) {}

  write(entrances: readonly Entrance[]): Written {
    const { units, items } = oneCookie(
      unitsOf(entrances).filter((unit) => this.isPossible(unit)),
      this.target,
    );
    this.items.push(...items);
    const carried = this.carried(units);
    const exposing = [...grouped(carried, ({ entrance }) => keyOf(entrance, entrances)).values()];
    const written = exposing.map((own) => this.exposure(own));
    const { objects, refused } = merge(written.flat());
    this.contradictions(refused, carried);
    const marked = writeServices(carried, this.services, this.target.title);
    this.items.push(...marked.items);
    this.items.push(...assumedServices(carried, this.services, this.target));
    return {
      objects: [...marked.objects, ...gatewaysOf(carried, this.target, this.options), ...objects],
      items: distinct(this.items),
      units: carried,
      notes: [...new Set(carried.flatMap(({ translation }) => translation.notes))],
      needs: distinct(carried.flatMap(({ translation }) => translation.native.needs ?? [])),
    };
  }

  /** Whether the target can have a unit at all; what it cannot, or has in another way, is said. */
  private isPossible(unit: Unit): boolean {
    const { target } = this;
    const application = applicationOf(unit, target, this.options, this.services);
    const remarks = remarksOn(unit, { source: this.source, target, application });
    for (const remark of remarks) {
      this.say(unit, remark);
    }
    return remarks.every(({ outcome }) => outcome !== "not carried over");
  }

  /** The units in the target's words, each with a cookie that no other Service overwrites. */
  private carried(units: readonly Unit[]): CarriedUnit[] {
    const first = units.map((unit) => ({ unit, ...this.attempt(unit, unit.affinity) }));
    const names = ownNames(
      first.map(({ unit, translation }) => ({ unit, cookie: translation?.cookie })),
      this.target,
    );
    return units.flatMap((unit) => {
      const name = names.get(serviceKey(unit));
      const affinity =
        name === undefined || unit.affinity === undefined
          ? unit.affinity
          : { cookie: { ...unit.affinity.cookie, name } };
      const { translation, dropped = [], problems = [] } = this.attempt(unit, affinity);
      for (const { setting, got, reason, allowed } of problems) {
        const why = reason ?? `${this.target.title} takes ${allowed}`;
        this.lose(unit, setting, got === undefined ? undefined : shown(got), why);
      }
      this.items.push(
        ...cookieItems(unit, dropped, this.source, translation?.cookie?.name !== undefined),
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
    const application = applicationOf(unit, this.target, this.options, this.services);
    if (application.servicePort === undefined && this.target.exposedBy.createdBy === "objects") {
      const { name } = unit.path.port;
      return {
        problems: [
          {
            setting: "backend.service.port",
            got: name,
            reason: `${this.target.exposedBy.object} names the port by its number, and the Service ${unit.path.service} is not in the input`,
            allowed: "",
          },
        ],
      };
    }
    return carry(this.target, affinity, application);
  }

  /** The objects that expose one entrance. */
  private exposure(units: readonly CarriedUnit[]): PlainObject[] {
    const [first] = units;
    if (first === undefined) {
      return [];
    }
    const { entrance } = first;
    const { source, target } = this;
    const application = applicationOf(first, target, this.options, this.services);
    const carried = carryAnnotations(entrance, source, target);
    const isGatewayWritten =
      this.options.gatewayClass !== undefined && target.exposedBy.object === "an HTTPRoute";
    const redirect = httpsRedirect(entrance, source, target, isGatewayWritten);
    this.items.push(...carried.items, ...redirect.items);
    this.items.push(...(isGatewayWritten ? [] : assumedCertificates(units, target)));
    const parts = {
      source,
      target,
      entrance,
      units,
      application,
      services: this.services,
      annotations: { ...carried.annotations, ...redirect.annotations },
      labels: withoutBookkeeping(entrance.source.object.metadata.labels),
    };
    const own = units.flatMap((unit) => this.ownObjects(unit, parts));
    switch (target.exposedBy.createdBy) {
      case "ingress":
        return [...own, ...writeIngresses(parts)];
      case "route":
        return writeRoutes(parts);
      case "objects":
        return own;
    }
  }

  /** The objects that the dialect itself makes for a unit. */
  private ownObjects(
    { site, path, translation, entrance: { namespace } }: CarriedUnit,
    {
      annotations,
      labels,
    }: { annotations: Readonly<Record<string, string>>; labels: Readonly<Record<string, string>> },
  ): PlainObject[] {
    const isExposing = this.target.exposedBy.createdBy === "objects";
    return (translation.native.objects ?? []).map((object) => {
      const placed: PlainObject = {
        ...object,
        metadata: {
          ...object.metadata,
          ...(namespace !== undefined && { namespace }),
          ...(isExposing && Object.keys(labels).length > 0 && { labels: { ...labels } }),
          ...(isExposing &&
            Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
        },
      };
      const matched = withMatch(placed, path);
      return this.options.gatewayClass === undefined ? matched : atListeners(matched, site);
    });
  }

  /** Objects that are there already otherwise: the first one stays. */
  private contradictions(refused: readonly PlainObject[], units: readonly CarriedUnit[]): void {
    for (const { kind, metadata } of refused) {
      const unit =
        units.find(({ entrance }) => metadata.name?.startsWith(entrance.name) === true) ?? units[0];
      if (unit !== undefined) {
        this.lose(
          unit,
          kind,
          metadata.name,
          `another object of the input wants something else for the same ${kind === "DestinationRule" ? "Service" : "host and path"}, and comes first`,
        );
      }
    }
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

  private say({ entrance, path }: Unit, remark: Remark): void {
    this.items.push(itemAt(entrance.source, path.at, remark));
  }
}

function keyOf(entrance: Entrance, entrances: readonly Entrance[]): string {
  return String(entrances.indexOf(entrance));
}
