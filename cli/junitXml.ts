import XMLBuilder from "fast-xml-builder";

/** A report as JUnit XML, the form that CI servers read. @param suite attributes begin with `@` */
export function junitXml(suite: object): string {
  const builder = new XMLBuilder({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
  });
  const xml = builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: { testsuite: suite },
  });
  return `${xml.trimEnd()}\n`;
}

/** Without the characters that XML cannot carry in any form. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
}
