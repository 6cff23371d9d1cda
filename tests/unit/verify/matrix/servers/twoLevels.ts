import type { FakePod, Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** Two cookies that it takes both: one picks a half of the pods, the other one a pod of it, as weighted Services of Traefik do. */
export function twoLevels(): Scheme {
  const [halves, values] = [new IssuedValues(), new IssuedValues()];
  let turn = 0;
  const nextOf = (pods: readonly FakePod[], fallback: FakePod): FakePod => {
    turn += 1;
    return pods[turn % pods.length] ?? fallback;
  };
  return ({ cookies, pods, next }) => {
    const half = Math.ceil(pods.length / 2) || 1;
    const [first, second] = [pods.slice(0, half), pods.slice(half)];
    const knownHalf = halves.podOf(cookies.get("level"), pods);
    const start = knownHalf ?? next();
    const own = first.includes(start) ? first : second;
    const known = values.podOf(cookies.get("pod"), own);
    const pod = known ?? nextOf(own, start);
    return {
      pod,
      setCookies: [
        ...(knownHalf ? [] : [`level=${halves.issue(pod)}; Path=/`]),
        ...(known ? [] : [`pod=${values.issue(pod)}; Path=/`]),
      ],
    };
  };
}
