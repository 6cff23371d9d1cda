import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { problemOf } from "../args/checkValue";
import { getProperty, isPlainObject, partOf, setProperty } from "../args/paths";
import type { Setting } from "../args/setting";
import { argsSettings } from "../args/settings.generated";
import type { StickyAppArgs } from "../args/stickyAppArgs";
import type { StickyAppOptions } from "../args/stickyAppOptions";
import type { StickyExposureArgs } from "../args/stickyExposureArgs";
import { ofPodsThereAlready } from "../args/withoutWorkload";
import { configKeys, flatKeys, objectKeys } from "./configKeys";
import { ConfigSource } from "./configSource";
import { plainSecrets, secretPlainValues, unknownKeys } from "./keyProblems";
import { parsePart, parseText } from "./parse";
import { asSecret, isSecret } from "./secrets";

/** What a stack's configuration says, as one of the components takes it. */
export type Settings = {
  readonly name: string;
  readonly options: SourceOptions;
} & (
  | { readonly component: "StickyApp"; readonly args: StickyAppArgs }
  | { readonly component: "StickyExposure"; readonly args: StickyExposureArgs }
);

/** The options that either component has. */
type SourceOptions = Pick<StickyAppOptions, "checkCluster" | "source">;

/**
 * Reads the stack's configuration; nothing else touches it. Whether its values are right is for the component to
 * say, in terms of the configuration.
 */
export function readSettings(): Settings {
  const reading = new Reading(new pulumi.Config());
  const { name, checkCluster, watchPods, ...args } = reading.values;
  const isExisting = reading.isExisting();
  if (isExisting && watchPods !== undefined) {
    reading.problems.push(ofPodsThereAlready(args, "watchPods", watchPods));
  }
  const options = { checkCluster, ...(!isExisting && { watchPods }) };
  for (const [property, value] of Object.entries(options)) {
    const setting = flatKeys.get(property)?.setting;
    const problem = setting && value !== undefined && problemOf(setting, property, value);
    if (problem) {
      reading.problems.push(problem);
    }
  }
  return {
    // Whether there is one, and what it is, is for the component to check as well.
    name: name as string,
    options: {
      ...Object.fromEntries(
        Object.entries(options).filter(([, value]) => typeof value === "boolean"),
      ),
      source: new ConfigSource(reading.config, reading.problems, reading.places),
    },
    // The values have the shape of the arguments by the table of settings; the component checks what they are.
    ...(isExisting
      ? { component: "StickyExposure", args: args as unknown as StickyExposureArgs }
      : { component: "StickyApp", args: args as unknown as StickyAppArgs }),
  };
}

/** One walk through the keys of a stack's configuration. */
class Reading {
  public readonly values: Record<string, unknown> = {};
  public readonly problems: Problem[] = [];
  /** Where a property was set: its key, with the path in the key's object. */
  public readonly places = new Map<string, string>();

  public constructor(public readonly config: pulumi.Config) {
    this.problems.push(...unknownKeys(config));
    for (const key of configKeys) {
      const text = config.get(key);
      if (text !== undefined) {
        this.read(key, text);
      }
    }
    this.problems.push(
      ...plainSecrets(config, this.places),
      ...secretPlainValues(config, this.places),
    );
    if (this.isExisting()) {
      this.splitReference();
      this.leaveOutDefaults();
    }
  }

  /** Whether the application is there already. */
  public isExisting(): boolean {
    return argsSettings.some(
      ({ property, component }) =>
        component === "StickyExposure" && this.values[property] !== undefined,
    );
  }

  /** NAMESPACE/NAME in one key. */
  private splitReference(): void {
    const { service } = this.values;
    const [namespace, name, ...rest] = textOf(service, "name")?.split("/") ?? [];
    if (isPlainObject(service) && name !== undefined && rest.length === 0) {
      const place = this.places.get("service.name") ?? "service.name";
      this.values.service = { ...service, name };
      this.set(place, "service.namespace", namespace);
    }
  }

  /** What Pulumi.yaml says of the demo's pods is not the stack's word. */
  private leaveOutDefaults(): void {
    for (const { property, component, inStack } of argsSettings) {
      if (component === "StickyApp" && inStack !== undefined && this.values[property] === inStack) {
        this.values[property] = undefined;
      }
    }
  }

  private read(key: string, text: string): void {
    const object = objectKeys.get(key);
    const flat = flatKeys.get(key);
    const parsed = object && parseText(object, text);
    if (object !== undefined && (flat === undefined || isPlainObject(parsed))) {
      if (text !== "") {
        this.setParts(object, parsePart(object, parsed));
      }
    } else if (flat !== undefined && text !== "") {
      const { setting, property } = flat;
      const value = parsePart(setting, parseText(setting, text));
      this.set(key, property, isSecret(this.config, key) ? asSecret(setting, value) : value);
    }
  }

  /** Sets an object part by part, so that keys of the same parts are noticed. */
  private setParts({ property }: Setting, value: unknown): void {
    if (!isPlainObject(value)) {
      this.set(property, property, value);
      return;
    }
    if (getProperty(this.values, property) === undefined) {
      setProperty(this.values, property, {});
    }
    this.places.set(property, property);
    for (const [name, part] of Object.entries(value)) {
      const path = `${property}.${name}`;
      const setting = argsSettings.find((candidate) => candidate.property === path);
      if (setting?.kind === "object") {
        this.setParts(setting, part);
      } else if (setting?.kind === "map" && isPlainObject(part)) {
        this.setEntries(path, part);
      } else {
        this.set(path, path, part);
      }
    }
  }

  /** Sets a map entry by entry; names of entries may have dots. */
  private setEntries(property: string, entries: Record<string, unknown>): void {
    const before = getProperty(this.values, property);
    const map: Record<string, unknown> = isPlainObject(before) ? before : {};
    setProperty(this.values, property, map);
    this.places.set(property, property);
    for (const [name, value] of Object.entries(entries)) {
      const path = partOf(property, name);
      if (map[name] === undefined) {
        this.places.set(path, path);
        map[name] = value;
      } else {
        this.refuseTwice(path, path, value);
      }
    }
  }

  private set(place: string, property: string, value: unknown): void {
    if (getProperty(this.values, property) === undefined) {
      this.places.set(property, place);
      setProperty(this.values, property, value);
    } else {
      this.refuseTwice(place, property, value);
    }
  }

  private refuseTwice(place: string, property: string, got: unknown): void {
    const other = this.places.get(property) ?? "another key";
    const reason = `${other} and ${place} both set it`;
    this.problems.push({
      setting: property,
      got: [getProperty(this.values, property), got],
      reason,
      allowed: "one of them",
      example: null,
    });
  }
}

function textOf(data: unknown, property: string): string | undefined {
  const value = getProperty(data, property);
  return typeof value === "string" ? value : undefined;
}
