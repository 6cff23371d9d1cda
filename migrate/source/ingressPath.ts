import { annotationsOf, textAt, valueAt } from "../../components/affinity/objects";
import { nameOf, type ObjectPath, type Sourced } from "../../manifests/sourced";
import type { EntrancePath, PathType, PortReference } from "../entrance";
import { type Item, itemAt } from "../item";
import type { Beside } from "./beside";
import { pathAffinity } from "./pathAffinity";
import { hasPatterns, isPattern } from "./patterns";

/** Where a path of an Ingress stands. */
interface Place {
  readonly source: Sourced;
  /** That of its rule. @default - every one */
  readonly host: string | undefined;
  readonly at: ObjectPath;
}

/** Reads one path of an Ingress: where it leads, and how its clients are kept there. */
export function readPath(
  entry: unknown,
  place: Place,
  beside: Beside,
): { readonly path?: EntrancePath; readonly items: readonly Item[] } {
  const { source, host, at } = place;
  const service = textAt(entry, "backend", "service", "name");
  const path = textAt(entry, "path") ?? "/";
  if (service === undefined) {
    return {
      items: [
        itemAt(source, at, {
          outcome: "not carried over",
          setting: "backend",
          value: path,
          reason: "the path leads to no Service, and affinity is about the pods of one",
        }),
      ],
    };
  }
  const own = beside.services.find((candidate) => nameOf(candidate) === service);
  const affinity = pathAffinity(entry, host, source, own, beside);
  const items: Item[] = [];
  if (affinity && own && textAt(own.object, "spec", "type") === "ExternalName") {
    items.push(
      itemAt(source, at, {
        outcome: "changed",
        setting: "backend",
        value: service,
        reason: `the Service is of the type ExternalName: it has no pods that clients could be kept on, and many controllers take none such`,
      }),
    );
  }
  const { type, item } = typeOf(path, textAt(entry, "pathType"), place, beside);
  return {
    path: {
      path,
      type,
      service,
      port: portOf(valueAt(entry, "backend", "service", "port")),
      at,
      ...(affinity && { affinity }),
    },
    items: [...items, ...(item ? [item] : [])],
  };
}

/** How a path is compared, and what is said of it where that is another way than before, or another Ingress's doing. */
function typeOf(
  path: string,
  given: string | undefined,
  { source, host, at }: Place,
  { dialect, patternHosts }: Beside,
): { readonly type: PathType; readonly item?: Item } {
  const saysSo = hasPatterns(dialect, annotationsOf(source.object));
  const isOfHost = host !== undefined && patternHosts?.has(host) === true;
  if ((saysSo || isOfHost) && isPattern(path)) {
    return saysSo
      ? { type: "Regex" }
      : {
          type: "Regex",
          item: itemAt(source, [...at, "path"], {
            outcome: "carried over",
            setting: "path",
            value: path,
            reason:
              "it is a regular expression, though its own Ingress does not say so: another one of the host has use-regex or rewrite-target, which holds for all",
          }),
        };
  }
  if (given === "Exact") {
    return { type: "Exact" };
  }
  return given === "ImplementationSpecific" && !path.endsWith("/")
    ? {
        type: "Prefix",
        item: itemAt(source, [...at, "pathType"], {
          outcome: "changed",
          setting: "pathType",
          value: given,
          reason: `it is Prefix now: ${path} and all below it, and no longer what merely begins with the same letters`,
        }),
      }
    : { type: "Prefix" };
}

function portOf(port: unknown): PortReference {
  const name = textAt(port, "name");
  const number = valueAt(port, "number");
  return {
    ...(name !== undefined && { name }),
    ...(typeof number === "number" && { number }),
  };
}
