import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { nearest } from "../args/nearest";
import { isWithin } from "../args/paths";
import type { ArgsSource } from "../resolve/report";
import { configKeys, flatKeyOf, settingOf } from "./configKeys";
import { isSecret } from "./secrets";
import { quote } from "./shell";

/** The configuration of the current stack: its keys, and the commands that change them. */
export class ConfigSource implements ArgsSource {
  public readonly prefix: string;
  private readonly stack = pulumi.getStack();

  /** @param places where a property was set: its key, with the path in the key's object */
  public constructor(
    private readonly config: pulumi.Config,
    public readonly problems: readonly Problem[],
    private readonly places: ReadonlyMap<string, string>,
  ) {
    this.prefix = `${config.name}:`;
  }

  public readonly heading = (count: string): string =>
    `The configuration of stack ${this.stack} has ${count}; nothing was changed.`;

  public readonly nameOf = (setting: string): string => {
    const { key, rest } = this.placeOf(setting);
    return `${key}${rest}`;
  };

  /** Secrets are not shown. */
  public readonly shown = (problem: Problem): Problem =>
    problem.got !== undefined &&
    (isSecret(this.config, this.placeOf(problem.setting).key) || isSecretSetting(problem.setting))
      ? { ...problem, got: "[secret]" }
      : problem;

  public readonly commandFor = ({ setting, example, fix }: Problem): string | undefined => {
    if (fix !== undefined || example === undefined) {
      return fix;
    }
    const { key, rest } = this.placeOf(setting);
    const target = rest === "" ? quote(key) : `--path ${quote(`${key}${rest}`)}`;
    if (example !== null && isSecretSetting(setting)) {
      // It asks for the value, so that no shell remembers it.
      return `pulumi config set --secret ${target} --stack ${quote(this.stack)}`;
    }
    if (example !== null) {
      return this.set(target, example);
    }
    const remove = `pulumi config rm ${target} --stack ${quote(this.stack)}`;
    const meant = configKeys.includes(key) ? undefined : nearest(key, configKeys);
    const given = this.config.get(key);
    return meant === undefined || given === undefined || isSecret(this.config, key)
      ? remove
      : `${remove} && ${this.set(meant, given)}`;
  };

  private set(target: string, value: string): string {
    const stack = `--stack ${quote(this.stack)}`;
    // What begins with - would be taken for an option.
    return value.startsWith("-")
      ? `pulumi config set ${stack} -- ${target} ${quote(value)}`
      : `pulumi config set ${target} ${quote(value)} ${stack}`;
  }

  /** The key that sets a property, and what of the property goes beyond it. */
  private placeOf(setting: string): { key: string; rest: string } {
    const given = this.givenPlaceOf(setting);
    const flat = flatKeyOf(setting);
    if (given === undefined && flat !== undefined) {
      return flat;
    }
    const place = given ?? setting;
    const key = given === undefined && !configKeys.includes(keyOf(place)) ? place : keyOf(place);
    return { key, rest: place.slice(key.length) };
  }

  /** As it, or what it is a part of, is set in the stack's file. */
  private givenPlaceOf(setting: string): string | undefined {
    const whole = [...this.places.keys()].filter((property) => isWithin(setting, property));
    const longest = whole.toSorted((one, other) => other.length - one.length)[0];
    const place = longest && this.places.get(longest);
    return place && longest && place + setting.slice(longest.length);
  }
}

/** The key of a place in the configuration: what stands before its path. */
export function keyOf(place: string): string {
  return place.split(/[.[]/)[0] ?? place;
}

/** Whether the value has to be set with `--secret`. */
function isSecretSetting(setting: string): boolean {
  return settingOf(setting)?.secret === true;
}
