import { JSONPath } from "jsonpath-plus";
import { type KubernetesObject, listAt, numberAt, stringAt } from "../objects/kubernetesObject";
import { isPropertyMap, type PropertyValue, textOf } from "../properties/propertyValue";
import type { Progress, ReadinessRule } from "./readiness";

/** One condition of the annotation `pulumi.com/waitFor`. */
export type WaitCondition =
  | { readonly kind: "path"; readonly text: string; readonly path: string; readonly value?: string }
  | {
      readonly kind: "condition";
      readonly text: string;
      readonly type: string;
      readonly status: string;
    };

/**
 * Reads the annotation `pulumi.com/waitFor`: `jsonpath={...}`, `jsonpath={...}=value`,
 * `condition=Type`, `condition=Type=Status`, or a JSON array of those.
 * @throws Error that names what is wrong with it.
 */
export function parseWaitFor(annotation: string): WaitCondition[] {
  const expressions = parseList(annotation);
  if (expressions.length === 0) {
    throw new Error("pulumi.com/waitFor: the list is empty; give at least one condition");
  }
  return expressions.map(parseExpression);
}

function parseList(annotation: string): string[] {
  if (!annotation.trimStart().startsWith("[")) return [annotation];
  let parsed: unknown;
  try {
    parsed = JSON.parse(annotation);
  } catch (error) {
    throw new Error(`pulumi.com/waitFor: ${annotation} is not a JSON array: ${String(error)}`, {
      cause: error,
    });
  }
  if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === "string")) {
    throw new Error(`pulumi.com/waitFor: ${annotation} is not an array of texts`);
  }
  return parsed;
}

function parseExpression(text: string): WaitCondition {
  if (text.startsWith("jsonpath=")) return parsePathCondition(text);
  if (text.startsWith("condition=")) {
    const [type = "", status = "True"] = text.slice("condition=".length).split("=");
    if (type === "") throw new Error(`pulumi.com/waitFor: "${text}" names no condition type`);
    return { kind: "condition", text, type, status };
  }
  throw new Error(
    `pulumi.com/waitFor: "${text}" begins neither with "jsonpath=" nor with "condition="`,
  );
}

function parsePathCondition(text: string): WaitCondition {
  const match = /^jsonpath=\{\s*(.*?)\s*\}(=(.*))?$/.exec(text);
  if (match === null) {
    throw new Error(
      `pulumi.com/waitFor: "${text}" is not of the form jsonpath={.path} or jsonpath={.path}=value`,
    );
  }
  const [, inner = "", assignment, value] = match;
  if (assignment !== undefined && value === "") {
    throw new Error(`pulumi.com/waitFor: "${text}" has no value after "="`);
  }
  const rooted = inner.startsWith("$") ? inner : `$${inner}`;
  // RFC 9535 allows [?@.type=="x"]; the library wants the expression in parentheses.
  const path = rooted.replace(/\[\?(?!\s*\()([^\]]*)\]/g, "[?($1)]");
  try {
    select(path, {});
  } catch (error) {
    throw new Error(`pulumi.com/waitFor: "${text}" is not a JSONPath: ${String(error)}`, {
      cause: error,
    });
  }
  return { kind: "path", text, path, value };
}

/** "safe" evaluates filters without the JavaScript engine's eval. */
function select(path: string, object: KubernetesObject): PropertyValue[] {
  return JSONPath<PropertyValue[]>({ path, json: object, eval: "safe", wrap: true });
}

/** Readiness by the conditions of the annotation: all of them have to hold. */
export function waitForRule(conditions: readonly WaitCondition[]): ReadinessRule {
  return {
    evaluate: ({ object }): Progress => {
      const open = conditions.flatMap((condition) => unmet(condition, object) ?? []);
      const [first] = open;
      return first === undefined
        ? {
            ready: true,
            status: `Found ${conditions.map(({ text }) => text).join(", ")}`,
            problems: [],
          }
        : {
            ready: false,
            status: `Waiting for ${first}`,
            problems: [...open, ...conditionMessages(object.status)],
          };
    },
  };
}

/** What the conditions in a status say that are not "True", wherever in it they are. */
function conditionMessages(status: PropertyValue | undefined): string[] {
  if (Array.isArray(status)) return status.flatMap(conditionMessages);
  if (!isPropertyMap(status)) return [];
  const message = stringAt(status, "message");
  const isCondition = stringAt(status, "type") !== undefined && message !== undefined;
  if (isCondition && stringAt(status, "status") !== "True") {
    return [`[${stringAt(status, "reason") ?? stringAt(status, "type") ?? ""}] ${message}`];
  }
  return Object.values(status).flatMap(conditionMessages);
}

/** What a condition still lacks; undefined if it holds. */
function unmet(condition: WaitCondition, object: KubernetesObject): string | undefined {
  const generation = numberAt(object, "metadata", "generation");
  const observed = numberAt(object, "status", "observedGeneration");
  if (generation !== undefined && observed !== undefined && observed < generation) {
    return `${condition.text} (the controller has not seen the change yet)`;
  }
  return condition.kind === "path"
    ? unmetPath(condition, object)
    : unmetCondition(condition, object);
}

function unmetPath(
  { text, path, value }: WaitCondition & { kind: "path" },
  object: KubernetesObject,
): string | undefined {
  // As with the official provider, only the first of several values counts.
  const [found] = select(path, object);
  if (found === undefined) return `${text} (selects nothing)`;
  if (value === undefined) return undefined;
  if (Array.isArray(found) || isPropertyMap(found)) {
    return `${text} (selects ${JSON.stringify(found)}, which cannot equal a text)`;
  }
  return textOf(found) === value ? undefined : `${text} (found "${textOf(found)}")`;
}

function unmetCondition(
  { text, type, status }: WaitCondition & { kind: "condition" },
  object: KubernetesObject,
): string | undefined {
  const condition = listAt(object, "status", "conditions").find(
    (item) => stringAt(item, "type")?.toLowerCase() === type.toLowerCase(),
  );
  const found = stringAt(condition, "status");
  if (found === undefined) return `${text} (no such condition yet)`;
  if (found.toLowerCase() === status.toLowerCase()) return undefined;
  const message = stringAt(condition, "message");
  return `${text} (found "${found}"${message === undefined ? "" : `: ${message}`})`;
}
