import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { formatOf, problemOf } from "./checkValue";
import { checkVariable } from "./checkVariable";
import { isPromise } from "./describe";
import type { GivenArgs } from "./givenArgs";
import { checkLater, type Fail } from "./lateInputs";
import { isPlainObject, nameOf, parentOf, partOf } from "./paths";
import { lateValue, missingValue, unknownSettings, wrongKind, wrongPart } from "./refusals";
import type { ComponentName, Setting } from "./setting";
import { argsSettings } from "./settings.generated";
import { withoutWorkload } from "./withoutWorkload";

/** Arguments whose kinds, ranges, values and formats are right. */
export interface Checked {
  /** The arguments without what was refused. */
  readonly args: GivenArgs;
  readonly problems: readonly Problem[];
}

/**
 * Checks every argument by the table of settings, whatever it is: arguments may come from programs without types.
 *
 * @param fail makes the error for a value that is known only when the program runs
 */
export function checkArgs(
  args: unknown,
  fail: Fail,
  component: ComponentName = "StickyApp",
): Checked {
  const check = new ArgsCheck(fail, component);
  let checked: Record<string, unknown> = {};
  if (!isPlainObject(args)) {
    check.refuse({ setting: "arguments", got: args, allowed: "an object" });
  } else if (component === "StickyExposure") {
    const own = withoutWorkload(args);
    own.problems.forEach((problem) => {
      check.refuse(problem);
    });
    checked = check.object("", own.args);
  } else {
    checked = check.object("", args);
  }
  // The table of settings is made from the types of the arguments, and all that is left is as the table says.
  return { args: checked as unknown as GivenArgs, problems: check.problems };
}

/** One walk through the arguments. */
class ArgsCheck {
  public readonly problems: Problem[] = [];

  public constructor(
    private readonly fail: Fail,
    private readonly component: ComponentName,
  ) {}

  public refuse(problem: Problem): void {
    this.problems.push(problem);
  }

  /**
   * The properties of an object that are right.
   *
   * @param parent the setting that it is, or whose item it is
   */
  public object(
    path: string,
    given: Record<string, unknown>,
    parent = path,
  ): Record<string, unknown> {
    const settings = argsSettings.filter(
      ({ property, component = this.component }) =>
        component === this.component && property !== parent && parentOf(property) === parent,
    );
    this.problems.push(...unknownSettings(path, given, settings, this.component));
    const checked: Record<string, unknown> = {};
    for (const setting of settings) {
      const name = nameOf(setting.property);
      const place = partOf(path, name);
      const value = given[name];
      // A part of a list's item decides what is made of it, so that an output cannot leave it out later on.
      const decided = parent.endsWith("[]") ? { ...setting, required: true } : setting;
      const right =
        value === undefined ? this.missing(setting, place) : this.value(decided, place, value);
      if (right !== undefined) {
        checked[name] = right;
      }
    }
    return checked;
  }

  private missing(setting: Setting, path: string): unknown {
    if (setting.required === true) {
      this.refuse(missingValue(setting, path));
    }
    return undefined;
  }

  /** The value, or what of it is right; `undefined` if it is refused. */
  private value(setting: Setting, path: string, value: unknown): unknown {
    const { kind, input } = setting;
    const isLate = pulumi.Output.isInstance(value) || isPromise(value);
    if (isLate && (input !== true || ["list", "map", "variables"].includes(kind))) {
      return this.late(setting, path, value);
    }
    switch (kind) {
      case "object":
        return isPlainObject(value) ? this.object(path, value) : this.wrong(setting, path, value);
      case "list":
        return Array.isArray(value)
          ? this.list(setting, path, value)
          : this.wrong(setting, path, value);
      case "objects":
        return Array.isArray(value)
          ? this.objects(setting, path, value)
          : this.wrong(setting, path, value);
      case "map":
      case "variables":
        return isPlainObject(value)
          ? this.map(setting, path, value)
          : this.wrong(setting, path, value);
      case "manifest":
        // What it may have is a matter of Kubernetes and of the rules.
        return isPlainObject(value) ? value : this.wrong(setting, path, value);
      case "text":
      case "number":
      case "boolean":
        return this.item(setting, path, value);
    }
  }

  private late(setting: Setting, path: string, got: unknown): unknown {
    this.refuse(lateValue(setting, path, got, this.component));
    return undefined;
  }

  private wrong(setting: Setting, path: string, got: unknown): unknown {
    this.refuse(wrongKind(setting, path, got));
    return undefined;
  }

  private list(setting: Setting, path: string, values: readonly unknown[]): unknown[] {
    return values
      .map((value, index) => this.item(setting, `${path}[${index}]`, value))
      .filter((value) => value !== undefined);
  }

  private objects(setting: Setting, path: string, values: readonly unknown[]): unknown[] {
    return values.map((value, index) => {
      const place = `${path}[${index}]`;
      if (!isPlainObject(value)) {
        this.refuse({ setting: place, got: value, allowed: "an object", example: null });
      }
      // A refused one keeps its place, so that the others are known by theirs.
      return isPlainObject(value) ? this.object(place, value, `${setting.property}[]`) : {};
    });
  }

  private map(
    setting: Setting,
    path: string,
    values: Record<string, unknown>,
  ): Record<string, unknown> {
    const checked: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(values)) {
      const keys = formatOf(setting.keys);
      const place = partOf(path, key);
      if (keys !== undefined && !keys.matches(key)) {
        this.refuse({ setting: place, got: key, allowed: keys.allowed, example: null });
      } else if (value !== undefined) {
        checked[key] =
          setting.kind === "variables"
            ? checkVariable(setting, place, value, this)
            : this.item(setting, place, value);
      }
    }
    return checked;
  }

  /** A value that is no list, map or object; `undefined` if it is refused. */
  public item(setting: Setting, path: string, value: unknown): unknown {
    if (pulumi.Output.isInstance(value) || isPromise(value)) {
      return setting.input === true
        ? checkLater(setting, path, value, this.fail)
        : this.late(setting, path, value);
    }
    const problem = problemOf(setting, path, value);
    if (problem === undefined) {
      return value;
    }
    const isPart = path !== setting.property;
    this.refuse(isPart ? wrongPart(setting, path, problem) : problem);
    return undefined;
  }
}
