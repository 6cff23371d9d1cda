import {
  contains,
  type PropertyMap,
  type PropertyValue,
  textOf,
  Unknown,
} from "./properties/propertyValue";
import type { ConnectionSettings } from "./api/connection";
import type { Mutability } from "./differ/replacement";

/** The provider's configuration, from stack config `kubernetes:...` or an explicit `Provider`. */
export interface Settings {
  readonly connection: ConnectionSettings;
  /** Namespace for objects that name none; undefined for the one of the kubeconfig's context. */
  readonly namespace?: string;
  readonly mutability: Mutability;
  /** Let every server-side apply take over fields from other managers. @default false */
  readonly patchForce: boolean;
  /** Count objects of an unreachable cluster as deleted. @default false */
  readonly deleteUnreachable: boolean;
}

/** A setting that cannot be used, and why. */
export interface SettingFailure {
  readonly property: string;
  readonly reason: string;
}

const prefix = "kubernetes:config:";

/** Reads the settings as the engine hands them over, with the official provider's environment variables in their place. */
export function parseSettings(variables: ReadonlyMap<string, string>): Settings {
  const text = (name: string): string | undefined => {
    const value = variables.get(prefix + name);
    return value === "" ? undefined : value;
  };
  const flag = (name: string, environment: string): boolean =>
    (text(name) ?? process.env[environment]) === "true";
  return {
    connection: {
      kubeconfig: text("kubeconfig"),
      context: text("context"),
      cluster: text("cluster"),
    },
    namespace: text("namespace"),
    mutability: {
      secrets: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
      configMaps: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
    },
    patchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
    deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
  };
}

/** Settings of the official provider that this one refuses, rather than leave them without effect. */
const refused: readonly (readonly [property: string, when: (value: PropertyValue) => boolean])[] = [
  ["renderYamlToDirectory", (value) => value !== ""],
  ["alwaysRender", isTrue],
  ["enableServerSideApply", (value) => value === false || value === "false"],
  ["skipUpdateUnreachable", isTrue],
  ["strictMode", isTrue],
  ["upsertExistingObjects", isTrue],
];

function isTrue(value: PropertyValue): boolean {
  return value === true || value === "true";
}

/** What of the settings this provider cannot do. */
export function settingFailures(settings: PropertyMap): SettingFailure[] {
  return refused.flatMap(([property, when]) => {
    const value = settings[property];
    if (value === undefined || value === null || !when(value)) return [];
    const reason = `"${property}: ${textOf(value)}" is not supported by this stand-in for the Kubernetes provider; remove it, or use the official plugin`;
    return [{ property, reason }];
  });
}

/** A change of the settings. */
export interface SettingsDiff {
  readonly changed: readonly string[];
  /** Those that lead to another cluster: every object has to be made anew there. */
  readonly replaces: readonly string[];
}

const clusterChoice = ["kubeconfig", "context", "cluster"];

/**
 * What differs between two settings. Another kubeconfig, context or cluster counts as another
 * cluster unless `clusterIdentifier` says that it is the same.
 */
export function diffSettings(olds: PropertyMap, news: PropertyMap): SettingsDiff {
  const text = (value: PropertyValue | undefined): string => textOf(value ?? "");
  const differs = (name: string): boolean => {
    const value = news[name];
    return (value !== undefined && contains(value, Unknown)) || text(olds[name]) !== text(value);
  };
  const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(differs);
  const identifier = text(news.clusterIdentifier);
  if (identifier !== "" && identifier === text(olds.clusterIdentifier)) {
    return { changed, replaces: [] };
  }
  const replacing =
    identifier !== "" && olds.clusterIdentifier !== undefined
      ? ["clusterIdentifier"]
      : clusterChoice;
  return { changed, replaces: changed.filter((name) => replacing.includes(name)) };
}
