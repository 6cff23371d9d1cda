const { hash } = require("./cache.cjs");
const { readFileSync } = require("node:fs");

const name = "@pulumi/pulumi";

/**
 * The parts of it that a program uses. The others serialize functions and run Pulumi itself: they load TypeScript and npm,
 * which takes longer than all that the program does.
 */
const parts = [
  ...["config", "errors", "metadata", "output", "resource", "stackReference", "stash"],
  ...["asset", "dynamic", "iterable", "log", "provider", "utils"],
  ...["config", "invoke", "mocks", "resource", "rpc", "settings", "stack"].map(
    (part) => `runtime/${part}`,
  ),
];

/**
 * Imports as `fromRoot` does, but for `@pulumi/pulumi` and its `runtime`: each export of these is loaded with its part when
 * it is first used, or with all of the package where no part has it.
 *
 * @param versions - what changes with every package
 */
function withPulumiInParts(versions, fromRoot, cache) {
  let exported;
  const pulumi = () => (exported ??= pulumiInParts(versions, fromRoot, cache));
  return (id) => {
    switch (id) {
      case name:
        return pulumi();
      case `${name}/runtime`:
        return pulumi().runtime;
      default:
        return fromRoot(id);
    }
  };
}

/**
 * What `@pulumi/pulumi` exports, by parts. Which part has what is found by comparing, once after each `npm ci`.
 */
function pulumiInParts(versions, fromRoot, cache) {
  const file = `pulumi-${hash(...versions, readFileSync(__filename))}.json`;
  const kept = cache.read(file);
  const places = kept === undefined ? placesOf(fromRoot) : JSON.parse(kept);
  if (kept === undefined) {
    cache.keep(file, JSON.stringify(places));
  }
  return exportsAt(places, fromRoot, []);
}

/** Where each export is: a part, the export of a part, exports of its own, or all of the package (`null`). */
function placesOf(fromRoot) {
  const loaded = new Map(parts.map((part) => [part, partOf(fromRoot, part)]));
  const placeOf = (key, value) => {
    for (const [part, exported] of loaded) {
      if (exported === value) {
        return { part };
      }
      if (isReference(value) && exported?.[key] === value) {
        return { part, key };
      }
    }
    return key === "runtime" ? { exports: all(value) } : null;
  };
  const all = (module) =>
    Object.fromEntries(Object.entries(module).map(([key, value]) => [key, placeOf(key, value)]));
  return all(fromRoot(name));
}

/** Equal numbers and the like say nothing of where they come from. */
function isReference(value) {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}

function partOf(fromRoot, part) {
  try {
    return fromRoot(`${name}/${part}`);
  } catch {
    // Another version has it elsewhere.
    return undefined;
  }
}

function exportsAt(places, fromRoot, path) {
  const module = Object.defineProperty({}, "__esModule", { value: true });
  for (const [key, place] of Object.entries(places)) {
    const own = place?.exports && exportsAt(place.exports, fromRoot, [...path, key]);
    const get = () => {
      if (own !== undefined) {
        return own;
      }
      if (place === null) {
        return [...path, key].reduce((value, step) => value[step], fromRoot(name));
      }
      const part = fromRoot(`${name}/${place.part}`);
      return place.key === undefined ? part : part[place.key];
    };
    Object.defineProperty(module, key, { enumerable: true, get });
  }
  return module;
}

module.exports = { withPulumiInParts };
