import type { SessionCookie } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { inSentence } from "../inSentence";
import type { CarriedUnit } from "../write/unit";

/** The attributes of a cookie, as people know them. */
const attributes: Readonly<Record<Exclude<keyof SessionCookie, "name">, string>> = {
  maxAgeSeconds: "Max-Age",
  path: "Path",
  domain: "Domain",
  sameSite: "SameSite",
  secure: "Secure",
  httpOnly: "HttpOnly",
};

/** What the users of the site notice of the migration, each a sentence. */
export function usersOf(units: readonly CarriedUnit[], source: Dialect, target: Dialect): string[] {
  const sticky = units.filter(({ affinity }) => affinity !== undefined);
  if (sticky.length === 0) {
    return ["Nothing was sticky, and nothing is: users notice nothing."];
  }
  return [
    `${target.title} does not honour the cookies of ${inSentence(source)}: each user is moved once, with the first request that reaches it, and gets a cookie of its own then.`,
    "A session that is in the memory of one pod is lost in that move, unless chance picks the same pod; one in a store that all pods share is not.",
    nameSentence(sticky),
    ...attributeSentences(sticky),
    strengthSentence(sticky, source, target),
    ...(target.promises.reissuesAfterPodLoss || target.promises.affinity === "hash"
      ? []
      : [
          `Whether a user whose pod is gone gets a new cookie is not documented for ${inSentence(target)}.`,
        ]),
  ];
}

function nameSentence(units: readonly CarriedUnit[]): string {
  const names = units.map(({ path, translation }) => ({
    service: path.service,
    before: path.affinity?.cookie.name,
    now: translation.cookie?.name,
  }));
  const renamed = names.filter(({ before, now }) => now !== before);
  if (renamed.length === 0) {
    const kept = [...new Set(names.map(({ now }) => now))].join(", ");
    return `The cookie keeps its name (${kept}), so that each controller overwrites the other's while both run: a user who goes back and forth between them is moved each time.`;
  }
  const words = renamed.map(
    ({ service, before = "?", now }) =>
      `${before} is ${now ?? "one that the controller chooses"} now (${service})`,
  );
  return `The cookie changes its name: ${[...new Set(words)].join("; ")}. Whatever names it, such as a policy on cookies, a cache or a test, has to follow.`;
}

function attributeSentences(units: readonly CarriedUnit[]): string[] {
  const differences = units.flatMap(({ path, translation }) =>
    (Object.keys(attributes) as (keyof typeof attributes)[]).flatMap((setting) => {
      const before = path.affinity?.cookie[setting];
      const now = translation.cookie?.[setting];
      return before === now
        ? []
        : [`${attributes[setting]} was ${shown(before)} and is ${shown(now)} (${path.service})`];
    }),
  );
  return differences.length === 0
    ? ["Its attributes are the same."]
    : [`Its attributes differ: ${[...new Set(differences)].join("; ")}.`];
}

function shown(value: SessionCookie[keyof SessionCookie]): string {
  switch (value) {
    case undefined:
      return "not set, or the controller's own";
    case true:
      return "on";
    case false:
      return "off";
    default:
      return String(value);
  }
}

function strengthSentence(units: readonly CarriedUnit[], source: Dialect, target: Dialect): string {
  const wasHash = units.some((unit) => strengthOf(unit, source) === "hash");
  const isHash = target.promises.affinity === "hash";
  if (isHash) {
    return wasHash
      ? "Before and now the cookie is a key that is hashed: when the number of pods changes, some users are moved."
      : `Before, the cookie named one pod, and more pods moved nobody; ${inSentence(target)} hashes it: when the number of pods changes, some users are moved.`;
  }
  return wasHash
    ? "Before, the cookie was a key that was hashed (affinity-mode balanced, the default), and more pods moved some users; now it names one pod, and more pods move nobody."
    : "Before and now the cookie names one pod: more pods move nobody.";
}

/** How strongly a unit was bound; ingress-nginx hashes unless it is told not to. */
function strengthOf({ entrance }: CarriedUnit, { id, promises }: Dialect): "strong" | "hash" {
  const mode = annotationsOf(entrance.source.object)["nginx.ingress.kubernetes.io/affinity-mode"];
  return id === "ingress-nginx" && mode !== "persistent" ? "hash" : promises.affinity;
}
