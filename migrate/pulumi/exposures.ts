import type { Affinity, SessionCookie } from "../../components/affinity/affinity";
import { type CookieUse, validateBeside } from "../../components/affinity/collision";
import type { Dialect } from "../../components/affinity/dialect";
import { carryAnnotations } from "../annotations/carryAnnotations";
import { distinct } from "../distinct";
import type { Entrance } from "../entrance";
import { type Item, type Remark, shown } from "../item";
import type { Source } from "../source/readSource";
import { applicationOf, type TargetOptions } from "../write/application";
import { type Carried, carry, plainName } from "../write/carry";
import { cookieItems } from "../write/cookieItems";
import { cookieUse } from "../write/cookieUse";
import { httpsRedirect } from "../write/httpsRedirect";
import { type CarriedUnit, type Unit, unitsOf } from "../write/unit";
import { unitItem } from "../write/unitItem";
import { nameFor } from "./exposureName";
import type { ExposureSettings } from "./exposureSettings";

/** What the input comes to for this project's own component. */
export interface Exposures {
  readonly exposures: readonly ExposureSettings[];
  readonly items: readonly Item[];
  readonly units: readonly CarriedUnit[];
}

/** Describes each path of the input for `StickyExposure`, behind the controller that the stack is to have. */
export function exposuresOf(
  read: Source,
  source: Dialect,
  target: Dialect,
  options: TargetOptions,
): Exposures {
  const describer = new Describer(read, source, target, options);
  for (const unit of unitsOf(read.entrances)) {
    describer.add(unit);
  }
  const { exposures, items, units } = describer;
  return { exposures, items: distinct(items), units };
}

/** What an exposure's annotations are on, by what makes the object that has the host. */
const places = { ingress: "ingress", route: "route", objects: "customResource" } as const;

class Describer {
  readonly exposures: ExposureSettings[] = [];
  readonly items: Item[] = [];
  readonly units: CarriedUnit[] = [];
  private readonly uses: CookieUse[] = [];
  private readonly annotations = new Map<Entrance, Readonly<Record<string, string>>>();

  constructor(
    private readonly read: Source,
    private readonly source: Dialect,
    private readonly target: Dialect,
    private readonly options: TargetOptions,
  ) {}

  add(unit: Unit): void {
    const reason = whyNot(unit, this.target);
    if (reason !== undefined) {
      this.lose(unit, { setting: "path", value: unit.path.path, reason });
      return;
    }
    const name = nameFor(unit, this.exposures);
    const affinity = this.withOwnName(unit, name);
    const application = {
      ...applicationOf(unit, this.target, this.options, this.read.services),
      // Pulumi asks the cluster for it.
      servicePort: 80,
      name,
    };
    const answer = carry(this.target, affinity, application);
    if ("problems" in answer) {
      for (const { setting, got, reason: why, allowed } of answer.problems) {
        const value = got === undefined ? {} : { value: shown(got) };
        this.lose(unit, { setting, ...value, reason: why ?? `it takes ${allowed}` });
      }
      return;
    }
    this.describe(unit, name, affinity, answer);
  }

  private describe(
    unit: Unit,
    name: string,
    affinity: Affinity | undefined,
    { translation, dropped }: Carried,
  ): void {
    const { entrance, site, path } = unit;
    const { ingressClassName, gateway } = this.options;
    const { cookie } = translation;
    this.items.push(...cookieItems(unit, dropped, this.source, cookie?.name !== undefined));
    this.units.push({ ...unit, ...(affinity && { affinity }), translation });
    if (cookie !== undefined) {
      this.uses.push(cookieUse(unit, name, cookie, this.target));
    }
    const lost = dropped.map(({ setting }) => setting).filter((setting) => setting !== "name");
    this.exposures.push({
      name,
      platform: this.target.platform,
      controller: this.target.id,
      service: {
        name: path.service,
        ...(entrance.namespace !== undefined && { namespace: entrance.namespace }),
        ...portOf(unit),
      },
      hosts: site.hosts,
      path: path.path,
      ...tlsOf(unit, this.target),
      ...(ingressClassName !== undefined && { ingressClassName }),
      ...(gateway && { gateway }),
      ...(cookie && { cookie: settableOf(cookie, this.target, lost) }),
      ...this.settingsOf(entrance),
      annotationsOn: places[this.target.exposedBy.createdBy],
    });
  }

  /** What the annotations of an entrance say: those that the component has a setting for are refused as annotations. */
  private settingsOf(entrance: Entrance): Pick<ExposureSettings, "annotations" | "routeTimeout"> {
    const { ownKeys } = this.target;
    const entries = Object.entries(this.annotationsOf(entrance));
    const timeout = entries.find(([key]) => ownKeys[key] === "route.timeout")?.[1];
    return {
      annotations: Object.fromEntries(entries.filter(([key]) => !(key in ownKeys))),
      ...(timeout !== undefined && { routeTimeout: timeout }),
    };
  }

  private annotationsOf(entrance: Entrance): Readonly<Record<string, string>> {
    const known = this.annotations.get(entrance);
    if (known !== undefined) {
      return known;
    }
    const carried = carryAnnotations(entrance, this.source, this.target);
    const redirect = httpsRedirect(entrance, this.source, this.target, false);
    this.items.push(...carried.items, ...redirect.items);
    const annotations = { ...carried.annotations, ...redirect.annotations };
    this.annotations.set(entrance, annotations);
    return annotations;
  }

  /** The affinity, with another name for the cookie where one of the same host would overwrite it. */
  private withOwnName(unit: Unit, name: string): Affinity | undefined {
    const { affinity } = unit;
    if (affinity === undefined || !this.target.cookie.name.settable) {
      return affinity;
    }
    const { cookie } = affinity;
    if (validateBeside(cookieUse(unit, name, cookie, this.target), this.uses).length === 0) {
      return affinity;
    }
    const own = plainName(`${cookie.name ?? ""}-${name}`, name);
    this.items.push(
      unitItem(unit, {
        outcome: "changed",
        setting: "cookie name",
        ...(cookie.name !== undefined && { value: cookie.name }),
        reason: `the cookie of ${name} is called ${own}: under one name it and that of another component would overwrite each other`,
      }),
    );
    return { cookie: { ...cookie, name: own } };
  }

  private lose(unit: Unit, remark: Omit<Remark, "outcome">): void {
    this.items.push(unitItem(unit, { outcome: "not carried over", ...remark }));
  }
}

function whyNot({ site, path }: Unit, { platform }: Dialect): string | undefined {
  if (path.type === "Regex") {
    return "the component takes a path and all below it, and no regular expression";
  }
  if (path.type === "Exact") {
    return "the component takes a path and all below it, and not one path alone";
  }
  return site.hosts.length === 0 && platform === "kubernetes"
    ? "the component has to name a host"
    : undefined;
}

function portOf({ path: { port } }: Unit): { port?: string } {
  const text = port.name ?? (port.number === undefined ? undefined : String(port.number));
  return text === undefined ? {} : { port: text };
}

function tlsOf({ site }: Unit, target: Dialect): Pick<ExposureSettings, "tls"> {
  const { tlsSecretName, insecureTraffic } = site;
  const takesSecret = target.exposedBy.supportedSettings.includes("tls.secretName");
  const isRoute = target.platform === "openshift";
  return site.tls === "edge"
    ? {
        tls: {
          termination: "edge",
          ...(takesSecret && tlsSecretName !== undefined && { secretName: tlsSecretName }),
          ...(isRoute && insecureTraffic !== undefined && { insecureTraffic }),
        },
      }
    : {};
}

/** The settings that the controller leaves to its users, without those that it refused. */
function settableOf(
  cookie: SessionCookie,
  target: Dialect,
  refused: readonly (keyof SessionCookie)[],
): SessionCookie {
  return Object.fromEntries(
    (Object.entries(cookie) as [keyof SessionCookie, unknown][]).filter(
      ([setting]) => target.cookie[setting].settable && !refused.includes(setting),
    ),
  );
}
