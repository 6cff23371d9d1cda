/** Text that is markup already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Part[] | undefined;

/** Builds markup; whatever is put into it is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    texts
      .map((text, index) => `${text}${index < parts.length ? written(parts[index]) : ""}`)
      .join(""),
  );
}

function written(part: Part): string {
  if (part === undefined) {
    return "";
  }
  if (part instanceof Markup) {
    return part.text;
  }
  return typeof part === "object"
    ? part.map(written).join("")
    : String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
