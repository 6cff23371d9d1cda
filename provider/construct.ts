import * as pulumi from "@pulumi/pulumi";
import {
  type Problem,
  StickyApp,
  type StickyAppArgs,
  type StickyAppOptions,
  StickyExposure,
  type StickyExposureArgs,
} from "../components";
import { languageOf } from "./language";
import { packageSource } from "./packageSource";

/** The options of the components that other languages give among the arguments. */
type PassedOptions = Pick<StickyAppOptions, "checkCluster" | "watchPods" | "objectName">;

/**
 * Makes a component for a program in another language.
 *
 * @param inputs as the schema has them, and as little checked as the program's language does
 * @throws pulumi.RunError with everything that is wrong, in the words of the program's language
 */
export function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<pulumi.provider.ConstructResult> {
  const { checkCluster, watchPods, objectName, ...args } = inputs;
  const switches = { checkCluster, watchPods };
  const problems = Object.entries(switches).flatMap(([option, value]) => problemOf(option, value));
  const source = packageSource(name, type, { language: languageOf(process.cwd()), problems });
  // What has another type is a problem, and with a problem nothing is made.
  const opts = { ...options, ...({ ...switches, objectName } as PassedOptions), source };
  const { urn, url, host, hosts, urls, cookieName } = create(type, name, args, opts);
  return Promise.resolve({ urn, state: { url, host, hosts, urls, cookieName } });
}

function create(
  type: string,
  name: string,
  args: pulumi.Inputs,
  opts: StickyAppOptions,
): StickyApp | StickyExposure {
  switch (type) {
    case "sticky:index:StickyApp":
      return new StickyApp(name, args as unknown as StickyAppArgs, opts);
    case "sticky:index:StickyExposure":
      return new StickyExposure(name, args as unknown as StickyExposureArgs, opts);
    default:
      throw new Error(`The package sticky has no component ${type}.`);
  }
}

/** What is wrong with an option that is turned on or off. */
function problemOf(option: string, value: unknown): Problem[] {
  return value === undefined || typeof value === "boolean"
    ? []
    : [{ setting: option, got: value, allowed: "true, false", example: null }];
}
