import type { Dialect } from "../../components/affinity/dialect";
import type { Need, PlainObject } from "../../components/affinity/objects";
import { carryAnnotations } from "../annotations/carryAnnotations";
import { withoutBookkeeping } from "../annotations/bookkeeping";
import { distinct } from "../distinct";
import type { Entrance } from "../entrance";
import type { Item } from "../item";
import type { Source } from "../source/readSource";
import { applicationOf, type TargetOptions } from "./application";
import { assumedCertificates, assumedServices } from "./assumptions";
import { carryUnits, type Migration } from "./carryUnits";
import { atListeners, gatewaysOf, usualGatewayName } from "./gateway";
import { grouped } from "./grouped";
import { httpsRedirect } from "./httpsRedirect";
import { merge } from "./merge";
import { withMatch } from "./pathMatch";
import type { CarriedUnit } from "./unit";
import { unitItem } from "./unitItem";
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
  const migration = { source, target, options: withGateway(options), services };
  return new TargetWriter(migration).write(entrances);
}

/** With the name of the Gateway that is written. */
function withGateway(options: TargetOptions): TargetOptions {
  return options.gatewayClass === undefined || options.gateway !== undefined
    ? options
    : { ...options, gateway: { name: usualGatewayName } };
}

class TargetWriter {
  private readonly items: Item[] = [];

  constructor(private readonly migration: Migration) {}

  write(entrances: readonly Entrance[]): Written {
    const { target, options, services } = this.migration;
    const { units, items } = carryUnits(entrances, this.migration);
    this.items.push(...items);
    const exposing = [...grouped(units, ({ entrance }) => keyOf(entrance, entrances)).values()];
    const written = exposing.map((own) => this.exposure(own));
    const { objects, refused } = merge(written.flat());
    this.contradictions(refused, units);
    const marked = writeServices(units, services, target.title);
    this.items.push(...marked.items);
    this.items.push(...assumedServices(units, services, target));
    return {
      objects: [...marked.objects, ...gatewaysOf(units, target, options), ...objects],
      items: distinct(this.items),
      units,
      notes: [...new Set(units.flatMap(({ translation }) => translation.notes))],
      needs: distinct(units.flatMap(({ translation }) => translation.native.needs ?? [])),
    };
  }

  /** The objects that expose one entrance. */
  private exposure(units: readonly CarriedUnit[]): PlainObject[] {
    const [first] = units;
    if (first === undefined) {
      return [];
    }
    const { entrance } = first;
    const { source, target, options, services } = this.migration;
    const application = applicationOf(first, target, options, services);
    const carried = carryAnnotations(entrance, source, target);
    const isGatewayWritten =
      options.gatewayClass !== undefined && target.exposedBy.object === "an HTTPRoute";
    const redirect = httpsRedirect(entrance, source, target, isGatewayWritten);
    this.items.push(...carried.items, ...redirect.items);
    this.items.push(...(isGatewayWritten ? [] : assumedCertificates(units, target)));
    const parts = {
      source,
      target,
      entrance,
      units,
      application,
      services,
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
    const { target, options } = this.migration;
    const isExposing = target.exposedBy.createdBy === "objects";
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
      return options.gatewayClass === undefined ? matched : atListeners(matched, site);
    });
  }

  /** Objects that are there already otherwise: the first one stays. */
  private contradictions(refused: readonly PlainObject[], units: readonly CarriedUnit[]): void {
    for (const { kind, metadata } of refused) {
      const unit =
        units.find(({ entrance }) => metadata.name?.startsWith(entrance.name) === true) ?? units[0];
      if (unit !== undefined) {
        const { name: value } = metadata;
        const reason = `another object of the input wants something else for the same ${kind === "DestinationRule" ? "Service" : "host and path"}, and comes first`;
        this.items.push(
          unitItem(unit, {
            outcome: "not carried over",
            setting: kind,
            ...(value !== undefined && { value }),
            reason,
          }),
        );
      }
    }
  }
}

function keyOf(entrance: Entrance, entrances: readonly Entrance[]): string {
  return String(entrances.indexOf(entrance));
}
