import { createHash } from "node:crypto";
import { safeText } from "../cli/terminal/safeText";

/** How an answer tells which pod gave it. */
export type Identity =
  | {
      readonly kind: "body";
      /** Each adds what it finds: a group `pod`, else the first one, and a group `address`. */
      readonly patterns: readonly RegExp[];
    }
  | { readonly kind: "header"; readonly name: string }
  /** The value of the session cookie stands for the pod, under a digest: the value itself is as good as a password. */
  | { readonly kind: "cookie" };

/** The longest name of an object in Kubernetes; a longer text is shortened to fit a table. */
const longestName = 253;

/** How many hexadecimal digits of a digest tell one value from another. */
const digestDigits = 12;

/** Who answered, in the answer's own words, safe to print. */
export interface Answerer {
  /** The pod's name, or what the application uses as one. */
  readonly name: string;
  /** The pod's own address, where the answer tells it: it tells a pod from a later one of the same name. */
  readonly address?: string;
}

/** The lines that the tutorial's image answers with: `Server name: hello-0`, `Server address: 10.0.0.7:8080`. */
export const helloIdentity: Identity = {
  kind: "body",
  patterns: [
    /^Server name:\s*(?<pod>\S+)/m,
    /^Server address:\s*\[?(?<address>[0-9a-f.:]+?)\]?:\d+\s*$/im,
  ],
};

const forms = "body:REGEX, header:NAME or cookie";

/**
 * Reads `body:REGEX`, `header:NAME` or `cookie`.
 *
 * @throws Error that says what is allowed
 */
export function parseIdentity(text: string): Identity {
  const [kind, value = ""] = text.split(/:(.*)/s, 2);
  if (text === "cookie") {
    return { kind: "cookie" };
  }
  if (kind === "header" && /^[\w!#$%&'*+.^`|~-]+$/.test(value)) {
    return { kind: "header", name: value.toLowerCase() };
  }
  if (kind === "body" && value !== "") {
    try {
      return { kind: "body", patterns: [new RegExp(value, "m")] };
    } catch (error) {
      throw new Error(
        `"${value}" is no regular expression: ${error instanceof Error ? error.message : ""}`,
      );
    }
  }
  throw new Error(`allowed: ${forms}`);
}

/** What {@link whoAnswered} looks at. */
export interface Answer {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** The session cookie's value that the answer set, else the one that was sent. */
  readonly cookieValue?: string;
}

/** The one that gave the answer; undefined where the answer does not tell. */
export function whoAnswered(identity: Identity, answer: Answer): Answerer | undefined {
  switch (identity.kind) {
    case "body":
      return inBody(identity.patterns, answer.body);
    case "header": {
      // A header may be called like what every object has, such as constructor.
      const own = Object.hasOwn(answer.headers, identity.name);
      const value = own ? [answer.headers[identity.name] ?? []].flat()[0] : undefined;
      return value === undefined || value === "" ? undefined : { name: nameIn(value) };
    }
    case "cookie":
      return answer.cookieValue === undefined
        ? undefined
        : { name: `cookie-${digestOf(answer.cookieValue)}` };
  }
}

function inBody(patterns: readonly RegExp[], body: string): Answerer | undefined {
  let name: string | undefined;
  let address: string | undefined;
  for (const pattern of patterns) {
    const match = pattern.exec(body);
    address ??= match?.groups?.address;
    name ??= match?.groups === undefined ? (match?.[1] ?? match?.[0]) : match.groups.pod;
  }
  name ??= address;
  return name === undefined || name === ""
    ? undefined
    : { name: nameIn(name), ...(address !== undefined && { address: nameIn(address) }) };
}

function nameIn(text: string): string {
  const name = safeText(text);
  // Long names that differ at their end alone stay different.
  return name.length > longestName ? `${name.slice(0, 40)}...${digestOf(text)}` : name;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digestDigits);
}

/** What an answer lacks when it does not tell, for a message. */
export function describeIdentity(identity: Identity): string {
  switch (identity.kind) {
    case "body":
      return identity === helloIdentity
        ? 'a line "Server name: <pod>" (the tutorial\'s image prints one)'
        : `a match of ${identity.patterns.join(", ")}`;
    case "header":
      return `a header ${identity.name}`;
    case "cookie":
      return "a session cookie";
  }
}
