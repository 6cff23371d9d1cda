// What the options of the command line may be: what is not allowed is a usage error that says what is.
import { InvalidArgumentError } from "commander";
import type { ServiceReference } from "./cluster/readObjects";
import { type Disruption, disruptions } from "./disrupt/disruptions";

/** For commander: what `parse` says of a value becomes the usage error. */
export function parsed<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new InvalidArgumentError(
      "allowed: http://HOST/PATH or https://HOST/PATH, without a user (use --header).",
    );
  }
  url.hash = "";
  return url;
}

export function parseService(text: string): ServiceReference {
  const [, namespace, name] = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(text) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new InvalidArgumentError("allowed: NAMESPACE/NAME, such as shop/web.");
  }
  return { namespace, name };
}

export function parsePath(text: string): string {
  if (!text.startsWith("/")) {
    throw new InvalidArgumentError("allowed: a path that begins with /.");
  }
  return text;
}

/** Adds `NAME: VALUE` to those given before. */
export function addHeader(
  text: string,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("allowed: 'NAME: VALUE'.");
  }
  if (name.toLowerCase() === "cookie") {
    throw new InvalidArgumentError("cookies are what is verified; no header may set one.");
  }
  return { ...headers, [name]: value };
}

export function parseLoginForm(text: string): string {
  if (!text.includes("{user}")) {
    throw new InvalidArgumentError(
      "allowed: NAME=VALUE&NAME=VALUE with {user} for the user's name.",
    );
  }
  return text;
}

export function parseConfidence(text: string): number {
  const value = Number(text);
  if (!(value >= 0.9 && value <= 0.999999999999)) {
    throw new InvalidArgumentError("allowed: 0.9 to 0.999999999999.");
  }
  return value;
}

export function parseNewClients(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 0.9)) {
    throw new InvalidArgumentError("allowed: 0 to 0.9.");
  }
  return value;
}

export function parseDisruptions(text: string): Disruption[] {
  const names = text.split(",");
  const unknown = names.find((name) => !(disruptions as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`allowed: ${disruptions.join(", ")}; several with commas.`);
  }
  return names as Disruption[];
}

/** Takes whole numbers from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`allowed: a whole number, ${least} or more.`);
    }
    return value;
  };
}
