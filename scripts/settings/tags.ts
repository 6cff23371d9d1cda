import ts from "typescript";
import { flow } from "./declarations";

/**
 * The tags of a setting's comment.
 *
 * - `@default VALUE` as JSON, or `@default - what happens when it is unset`
 * - `@minimum N`, `@maximum N`, `@unit WORD` of a whole number
 * - `@format NAME` of a text, of a list's items or a map's values; `@keys NAME` of a map's keys
 *   (components/args/formats.ts)
 * - `@allowed TEXT`, `@reason TEXT` for messages, where limits and format do not say enough
 * - `@config KEY` the key in a stack's configuration; `@config KEY ENTRY: DESCRIPTION` for an entry of a map
 * - `@onlyWith PROPERTY VALUE...` it has no effect unless that property has one of the values
 * - `@platform NAME` the only platform that has it, `@elsewhere TEXT` why the other one has it not
 * - `@inStack VALUE` its value in Pulumi.yaml
 * - `@example VALUE`
 * - `@secret` it is a secret, and nothing else; `@canBeSecret` it stays one where it is
 */
export interface Tags {
  readonly description: string;
  /** The text of the tag; `undefined` where there is none. */
  readonly one: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
}

const known = new Set([
  ...["default", "minimum", "maximum", "unit", "format", "keys", "allowed", "reason", "config"],
  ...["onlyWith", "platform", "elsewhere", "inStack", "example", "secret", "canBeSecret"],
]);

/**
 * The comment of a property and its tags.
 *
 * @throws Error when there is no comment, or a tag that nobody reads
 */
export function tagsOf(node: ts.PropertySignature, property: string): Tags {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const description = comment && ts.getTextOfJSDocComment(comment.comment);
  if (comment === undefined || description === undefined) {
    throw new Error(`${property} has no comment that describes it.`);
  }
  const tags = (comment.tags ?? []).map((tag) => ({
    name: tag.tagName.text,
    text: flow(ts.getTextOfJSDocComment(tag.comment) ?? ""),
  }));
  for (const { name } of tags) {
    if (!known.has(name)) {
      throw new Error(`${property} has the tag @${name}, which scripts/settings does not know.`);
    }
  }
  const all = (name: string) => tags.filter((tag) => tag.name === name).map(({ text }) => text);
  return {
    // What stands below an empty line is for the reader of the code.
    description: flow(description.split("\n\n")[0] ?? ""),
    one: (name) => all(name)[0],
    all,
  };
}
