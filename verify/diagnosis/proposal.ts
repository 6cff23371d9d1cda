import type { SessionCookie } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { AnnotatedObject } from "../../components/affinity/objects";
import { shellWord } from "../../components/affinity/shellWord";
import type { LiveObjects } from "../cluster/liveObjects";
import { type Expectation, expectationOf } from "../subject/expectation";
import type { Target } from "../subject/target";
import { kindOf, nameOfTarget } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** What turns the controller's affinity on, in text and commands. */
export function proposal(
  target: Pick<Target, "url" | "expectation">,
  objects: LiveObjects,
  dialect: Dialect,
): string {
  const { on, object, key } = dialect.target;
  const commands = turningOn(target, objects, dialect);
  return commands === undefined || on === undefined
    ? `${dialect.title} reads it from the ${object} (${key}): docs/controllers.md has the objects.`
    : `${dialect.title} reads it from the ${kindOf(on)}: ${commands}`;
}

/**
 * The commands that turn the controller's affinity on: all that the dialect writes, since a part of it alone leaves
 * the rest to the controller's own defaults, such as hashing. Undefined where it is on a kind of the controller's own.
 *
 * @param cookie what the cookie should be, where nothing was described @default - as this project would describe it
 */
export function turningOn(
  { url, expectation }: Pick<Target, "url" | "expectation">,
  objects: LiveObjects,
  dialect: Dialect,
  cookie: SessionCookie = {},
): string | undefined {
  const { annotations = {} } = described(url, expectation, objects, dialect, cookie);
  const commands = (Object.entries(annotations) as [AnnotatedObject, Texts][]).map(
    ([object, texts]) => annotate(objects, kindOf(object), texts),
  );
  return commands.length === 0 || dialect.target.on === undefined
    ? undefined
    : commands.join(" && ");
}

type Texts = Readonly<Record<string, string>>;

/** The expectation, or where nothing was described what this project would describe. */
function described(
  url: URL,
  expectation: Expectation,
  { service }: LiveObjects,
  dialect: Dialect,
  cookie: SessionCookie,
): Pick<Expectation, "annotations"> {
  const tls = url.protocol === "https:" ? "edge" : "none";
  return expectation.annotations
    ? expectation
    : expectationOf(
        dialect,
        {
          cookie: {
            ...(expectation.cookieName !== undefined && { name: expectation.cookieName }),
            ...cookie,
          },
        },
        { name: service.name, exposure: { host: url.hostname, path: url.pathname, tls } },
      );
}

function annotate(objects: LiveObjects, kind: string, texts: Texts): string {
  const pairs = Object.entries(texts).map(([key, value]) => `${key}=${value}`);
  return [
    ...["kubectl", "annotate", "--overwrite", kind.toLowerCase(), nameOfTarget(objects, kind)],
    ...["--namespace", objects.namespace, ...pairs.map(shellWord)],
  ].join(" ");
}

/** The end of a sentence on affinity that is weaker than the dialect's, with the commands that fix it, where they are known. */
export function proposedInstead({ target }: Evidence): string {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  return dialect && objects ? `: ${proposal(target, objects, dialect)}` : ".";
}
