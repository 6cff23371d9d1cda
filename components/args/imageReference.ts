/**
 * A reference to an image: `[registry[:port]/]path[:tag][@digest]` (the grammar of
 * distribution/reference), where only the registry may have capitals.
 */
export function isImageReference(value: string): boolean {
  const registry =
    /(?:(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?\/|localhost(?::\d+)?\/|[A-Za-z0-9-]+:\d+\/)?/;
  const component = /[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*/;
  const tag = /(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?/;
  const digest = /(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?/;
  return new RegExp(
    `^${registry.source}${component.source}(?:/${component.source})*${tag.source}${digest.source}$`,
  ).test(value);
}
