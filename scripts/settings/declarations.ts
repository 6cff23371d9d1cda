import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const components = join(__dirname, "..", "..", "components");

/** Where the interfaces and enumerations of the settings stand. */
const files = [
  "affinity/affinity.ts",
  "affinity/application.ts",
  "affinity/exposure.ts",
  "affinity/platform.ts",
  "args/affinityArgs.ts",
  "args/annotationArgs.ts",
  "args/autoscalingArgs.ts",
  "args/drainArgs.ts",
  "args/environmentArgs.ts",
  "args/exposureArgs.ts",
  "args/gatewayArgs.ts",
  "args/loadBalancerArgs.ts",
  "args/mountArgs.ts",
  "args/placementArgs.ts",
  "args/podArgs.ts",
  "args/probeArgs.ts",
  "args/programSettings.ts",
  "args/resourceArgs.ts",
  "args/routeSettings.ts",
  "args/sessionStoreArgs.ts",
  "args/stickyAppArgs.ts",
  "args/stickyExposureArgs.ts",
  "args/storageArgs.ts",
  "args/tlsArgs.ts",
  "args/workloadArgs.ts",
];

/** What the sources declare, by name. */
export interface Declarations {
  readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  readonly enumerations: ReadonlyMap<string, Enumeration>;
}

/** A value of this form: `{ Name: "value", ... } as const`. */
export interface Enumeration {
  /** Of its comment; empty without one. */
  readonly description: string;
  readonly members: readonly EnumerationMember[];
}

export interface EnumerationMember {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** All interfaces and enumerations of the settings. */
export function readDeclarations(): Declarations {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const enumerations = new Map<string, Enumeration>();
  for (const file of files) {
    const text = readFileSync(join(components, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node)) {
        interfaces.set(node.name.text, node);
      } else if (ts.isVariableStatement(node)) {
        for (const { name, initializer } of node.declarationList.declarations) {
          const members = initializer && membersOf(initializer);
          if (members !== undefined) {
            enumerations.set(name.getText(), { description: commentOf(node), members });
          }
        }
      }
    });
  }
  return { interfaces, enumerations };
}

/** `undefined` for what is no enumeration. */
function membersOf(initializer: ts.Expression): EnumerationMember[] | undefined {
  if (
    !ts.isAsExpression(initializer) ||
    initializer.type.getText() !== "const" ||
    !ts.isObjectLiteralExpression(initializer.expression)
  ) {
    return undefined;
  }
  return initializer.expression.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
      ? [
          {
            name: property.name.getText(),
            value: property.initializer.text,
            description: commentOf(property),
          },
        ]
      : [],
  );
}

/** What the comment says in its first paragraph, in one line; empty without a comment. */
export function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return flow((ts.getTextOfJSDocComment(comment?.comment) ?? "").split("\n\n")[0] ?? "");
}

/** The text in one line. */
export function flow(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
