import type { Application } from "../../components/affinity/application";
import type { Dialect } from "../../components/affinity/dialect";
import { isWildcard } from "../../components/affinity/exposure";
import type { Remark } from "../item";
import { patternSupport } from "./pathMatch";
import type { Unit } from "./unit";

/** Whose unit it is, and whose it is to be. */
interface Between {
  readonly source: Dialect;
  readonly target: Dialect;
  /** As the target takes it. */
  readonly application: Application;
}

/** What the target cannot have of a unit beside its cookie, or has in another way. */
export function remarksOn(unit: Unit, between: Between): Remark[] {
  return [
    ...pathRemarks(unit, between),
    ...hostRemarks(unit, between),
    ...certificateRemarks(unit, between),
  ];
}

function pathRemarks({ path: { path, type } }: Unit, { source, target }: Between): Remark[] {
  const { createdBy } = target.exposedBy;
  if (type === "Exact" && createdBy === "route") {
    const reason = "a Route takes a path and all below it";
    return [{ outcome: "changed", setting: "pathType", value: "Exact", reason }];
  }
  if (type !== "Regex" || createdBy === "objects") {
    return [];
  }
  const support = createdBy === "ingress" ? patternSupport(source, target) : undefined;
  const reason = `${target.title} takes no regular expressions for paths`;
  if (support === undefined) {
    return [{ outcome: "not carried over", setting: "path", value: path, reason }];
  }
  return support.difference === undefined
    ? []
    : [{ outcome: "changed", setting: "path", value: path, reason: support.difference }];
}

function hostRemarks({ site: { hosts } }: Unit, { target }: Between): Remark[] {
  const { exposedBy, noWildcardHosts } = target;
  const isAnywhere = exposedBy.createdBy === "ingress" || exposedBy.object === "an HTTPRoute";
  if (hosts.length === 0 && !isAnywhere) {
    const reason = `${exposedBy.object} is written for hosts, and the rule names none`;
    const fix = "name them in the rule, and migrate again";
    return [{ outcome: "not carried over", setting: "host", value: "*", reason, fix }];
  }
  const wild = hosts.filter(isWildcard).join(", ");
  return noWildcardHosts === undefined || wild === ""
    ? []
    : [{ outcome: "not carried over", setting: "host", value: wild, reason: noWildcardHosts }];
}

function certificateRemarks({ site }: Unit, { target, application }: Between): Remark[] {
  const needed = target.exposedBy.requires?.(application) ?? [];
  return needed.includes("tls.secretName") && site.tlsSecretName === undefined
    ? [
        {
          outcome: "not carried over",
          setting: "tls.secretName",
          reason: `${target.title} has no certificate of its own, and the TLS of the host names no Secret`,
        },
      ]
    : [];
}
