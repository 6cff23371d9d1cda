import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import type { Problem } from "../affinity/problem";
import { configKeys } from "./configKeys";

const known = Object.keys(configKeys);

/** The engine lets keys pass that Pulumi.yaml does not declare, so a misspelt one would do nothing, silently. */
export function unknownKeys(project: string): Problem[] {
  return Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(`${project}:`))
    .map((key) => key.slice(project.length + 1))
    .filter((key) => !known.includes(key))
    .map((key) => ({
      setting: key,
      got: pulumi.runtime.getConfig(`${project}:${key}`),
      reason: "there is no such key",
      allowed: nearestKey(key) ?? known.join(", "),
      example: null,
    }));
}

/** The key that was probably meant: one that a few letters make of it. */
export function nearestKey(key: string): string | undefined {
  const nearest = closest(key, known);
  const mostLetters = Math.max(2, key.length / 3);
  return distance(key.toLowerCase(), nearest.toLowerCase()) <= mostLetters ? nearest : undefined;
}
