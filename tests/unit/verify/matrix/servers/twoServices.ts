import { randomBytes } from "node:crypto";
import type { FakePod, Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** Pods of a Service that is not the one that is verified. */
const others: readonly FakePod[] = [0, 1, 2].map((index) => ({
  ...{ name: `web-${index}`, uid: randomBytes(4).toString("hex"), ready: true, restarts: 0 },
  address: `10.1.0.${index + 1}`,
}));

/**
 * Two Services behind one proxy with one cookie name, each with values of its own.
 *
 * @param where they share the URL, in turns, or the other one has a path
 */
export function twoServices(where: "at one URL" | "at a path"): () => Scheme {
  return () => {
    const [own, foreign] = [new IssuedValues(), new IssuedValues()];
    let requests = 0;
    let turn = 0;
    return ({ cookies, path, pods, next }) => {
      requests += 1;
      const isForeign =
        // Not in step with anybody's visits.
        where === "at one URL" ? (requests * 7919) % 13 < 6 : path.startsWith("/other");
      const values = isForeign ? foreign : own;
      const known = values.podOf(cookies.get("hello"), isForeign ? others : pods);
      turn += 1;
      const pod = known ?? (isForeign ? (others[turn % 3] ?? next()) : next());
      return {
        pod,
        setCookies: known ? [] : [`hello=${values.issue(pod)}; Path=/; HttpOnly`],
      };
    };
  };
}
