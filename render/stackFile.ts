import { createHash } from "node:crypto";
import { isPlainObject } from "../components/args/paths";

/** Where in the configuration a secret stands: the path below its key, empty where it is the whole value. */
export interface SecretPlace {
  readonly key: string;
  readonly path: readonly (string | number)[];
  /** Tells this encrypted value from another one, and nothing of what is encrypted. */
  readonly digest: string;
}

/** What a stack is configured with, as the engine passes it to a program. */
export interface StackConfig {
  /** Texts by key, with its namespace; objects are JSON. Secrets are replaced. */
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretPlace[];
}

/**
 * The configuration in a stack's file and the defaults in the project's, as the engine puts them together
 * (pulumi/pulumi, sdk/go/common/workspace/config.go).
 *
 * @param standIn the text in place of a secret, which nobody can decrypt here
 */
export function configOf(
  project: ProjectFile,
  stack: StackFile,
  standIn: (place: SecretPlace) => string,
): StackConfig {
  const secrets: SecretPlace[] = [];
  const values: Record<string, string> = {};
  for (const [name, declared] of Object.entries(project.config ?? {})) {
    const value = isPlainObject(declared) ? (declared.value ?? declared.default) : declared;
    if (value != null) {
      values[qualified(name, project.name)] = textOf(value);
    }
  }
  for (const [name, value] of Object.entries(stack.config ?? {})) {
    const key = qualified(name, project.name);
    values[key] = textOf(
      replaceSecrets(value, [], (path, cipher) => {
        const place = { key, path, digest: digestOf(cipher) };
        secrets.push(place);
        return standIn(place);
      }),
    );
  }
  return { values, secrets };
}

/** `Pulumi.yaml`, as far as it is read here. */
export interface ProjectFile {
  readonly name: string;
  readonly config?: Readonly<Record<string, unknown>> | null;
}

/** `Pulumi.STACK.yaml`, as far as it is read here. */
export interface StackFile {
  readonly config?: Readonly<Record<string, unknown>> | null;
  /** The environments of Pulumi ESC that it imports. */
  readonly environment?: unknown;
}

function qualified(name: string, project: string): string {
  return name.includes(":") ? name : `${project}:${name}`;
}

function replaceSecrets(
  value: unknown,
  path: readonly (string | number)[],
  standIn: (path: readonly (string | number)[], cipher: string) => string,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => replaceSecrets(item, [...path, index], standIn));
  }
  if (!isPlainObject(value)) {
    return value;
  }
  const cipher = cipherOf(value);
  return cipher === undefined
    ? Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          replaceSecrets(part, [...path, name], standIn),
        ]),
      )
    : standIn(path, cipher);
}

/** An encrypted value is an object with that one entry. */
function cipherOf(value: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(value).length === 1 && typeof value.secure === "string"
    ? value.secure
    : undefined;
}

/** Each encryption has a nonce of its own, so that nobody can find the value by trying all. */
function digestOf(cipher: string): string {
  return createHash("sha256").update(cipher).digest("hex").slice(0, 16);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
}
