import type { AnnotatedObject } from "../../affinity/objects";
import type { Problem } from "../../affinity/problem";
import type { Translation } from "../../affinity/translate";
import type { AnnotationArgs } from "../../args/annotationArgs";
import { isPlainObject, partOf } from "../../args/paths";
import type { Context } from "../context";

/** By which the program tells the provider how long `pulumi up` waits. */
const waiting = ["pulumi.com/skipawait", "pulumi.com/waitfor"];

/** The settings that say it instead, for the objects that have one. */
const waitSettings: Readonly<Partial<Record<keyof AnnotationArgs, string>>> = {
  ingress: "awaitIngress",
  customResource: "awaitObjects",
};

/** The labels that objects and pods are found by. */
const finding = ["name", "instance", "component", "managed-by"].map(
  (label) => `app.kubernetes.io/${label}`,
);

/**
 * No annotation or label is one that the affinity is told by, or that another setting writes.
 *
 * @param translation what the controller is told, where that could be said
 */
export function checkAnnotations(
  context: Context,
  translation: Translation | undefined,
): Problem[] {
  const { given } = context;
  return [
    ...Object.entries({ ...given.annotations }).flatMap(([object, annotations]) =>
      ownedKeys(`annotations.${object}`, annotations, (key) =>
        annotationOwner(context, object as keyof AnnotationArgs, key, translation),
      ),
    ),
    ...ownedKeys("labels", given.labels, (key) => labelOwner(context, key)),
  ];
}

/** Who owns a key: a sentence without a full stop, and the setting that says it, if one does. */
interface Owner {
  readonly reason: string;
  readonly setting?: string;
}

function ownedKeys(
  property: string,
  given: unknown,
  ownerOf: (key: string) => Owner | undefined,
): Problem[] {
  return Object.entries(isPlainObject(given) ? given : {}).flatMap(([key, got]) => {
    const owner = got === undefined ? undefined : ownerOf(key);
    return owner === undefined
      ? []
      : [
          {
            setting: partOf(property, key),
            got,
            reason: owner.reason,
            allowed:
              owner.setting === undefined ? "unset" : `unset; {${owner.setting}} says it instead`,
            example: null,
          },
        ];
  });
}

function annotationOwner(
  { dialect }: Context,
  object: keyof AnnotationArgs,
  key: string,
  translation: Translation | undefined,
): Owner | undefined {
  if (waiting.includes(key.toLowerCase())) {
    const setting = waitSettings[object];
    return {
      reason: "this program decides what pulumi up waits for",
      ...(setting !== undefined && { setting }),
    };
  }
  if (dialect === undefined) {
    return undefined;
  }
  const setting = ownSetting(dialect.ownKeys, key);
  const written = translation?.native[object as AnnotatedObject]?.annotations ?? {};
  return setting !== undefined || key in written
    ? {
        reason: `${dialect.title} is told by it what this program has settings for`,
        setting: setting ?? translation?.settings[key] ?? "affinity",
      }
    : undefined;
}

function labelOwner({ dialect }: Context, key: string): Owner | undefined {
  if (finding.includes(key)) {
    return { reason: "objects and pods are found by it" };
  }
  const setting = dialect && ownSetting(dialect.ownKeys, key);
  return setting === undefined
    ? undefined
    : {
        reason: `${dialect?.title ?? ""} is told by it what this program has settings for`,
        setting,
      };
}

/** Some controllers read keys in any case. */
function ownSetting(ownKeys: Readonly<Record<string, string>>, key: string): string | undefined {
  const found = Object.entries(ownKeys).find(([own]) => own.toLowerCase() === key.toLowerCase());
  return found?.[1];
}
