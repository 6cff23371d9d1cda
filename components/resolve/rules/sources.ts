import type { Problem } from "../../affinity/problem";
import { partOf } from "../../args/paths";
import type { Context, Rule } from "../context";

/** Each mount and each `environmentFrom` has one source, and the parts that go with it. */
export const checkSources: Rule = (context) => [
  ...context.args.environmentFrom.flatMap((item, index) =>
    oneOf(context, `environmentFrom[${index}]`, item, ["secret", "configMap"]),
  ),
  ...context.args.mounts.flatMap((item, index) => {
    const place = `mounts[${index}]`;
    const problems = oneOf(context, place, item, ["secret", "configMap", "claim", "content"]);
    return problems.length > 0 ? problems : partProblems(place, item);
  }),
  ...storeVariables(context),
];

/** What is wrong unless an object has exactly one of its parts. */
function oneOf<Item extends object>(
  { isRefused }: Context,
  place: string,
  item: Item,
  parts: readonly (keyof Item & string)[],
): Problem[] {
  const [first, ...others] = parts.filter((part) => item[part] !== undefined);
  if (isRefused(place) || (first !== undefined && others.length === 0)) {
    return [];
  }
  const allowed = `exactly one of ${parts.join(", ")}`;
  if (first === undefined) {
    return [
      {
        setting: partOf(place, parts[0] ?? ""),
        reason: "it has no source",
        allowed,
        example: `<${parts[0] ?? ""}>`,
      },
    ];
  }
  return others.map((part) => ({
    setting: partOf(place, part),
    // A content may be a secret.
    got: part === "content" ? "[a text]" : item[part],
    reason: `it has {${partOf(place, first)}} too`,
    allowed,
    example: null,
  }));
}

type Mount = Context["args"]["mounts"][number];

function partProblems(place: string, mount: Mount): Problem[] {
  const { secret, configMap, claim, key, subPath, readOnly } = mount;
  const hasKeys = secret !== undefined || configMap !== undefined;
  const problem = (part: keyof Mount, reason: string, allowed: string): Problem => ({
    setting: `${place}.${part}`,
    got: mount[part],
    reason,
    allowed,
    example: null,
  });
  return [
    ...(key !== undefined && !hasKeys
      ? [problem("key", "only a Secret or a ConfigMap has keys", "unset, or secret or configMap")]
      : []),
    ...(subPath !== undefined && claim === undefined
      ? [problem("subPath", "only a claim has folders; a file has a key", "unset, or claim")]
      : []),
    ...(readOnly === false && claim === undefined
      ? [problem("readOnly", "only a claim can be written to", "unset, or claim")]
      : []),
  ];
}

/** A variable has one value. */
function storeVariables({ args: { environment, sessionStore }, isRefused }: Context): Problem[] {
  return Object.entries(sessionStore?.variables ?? {}).flatMap(([name, part]) => {
    const setting = partOf("sessionStore.variables", name);
    const other = partOf("environment", name);
    return environment[name] === undefined || isRefused(setting) || isRefused(other)
      ? []
      : [
          {
            setting,
            got: part,
            reason: `{${other}} sets the variable too`,
            allowed: "one of them",
            example: null,
          },
        ];
  });
}
