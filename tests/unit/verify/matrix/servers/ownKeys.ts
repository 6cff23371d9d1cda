import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** Three replicas of a controller, each with a key of its own for its cookies. */
export function ownKeys(): Scheme {
  const replicas = [new IssuedValues(), new IssuedValues(), new IssuedValues()];
  let requests = 0;
  return ({ cookies, pods, next }) => {
    requests += 1;
    const values = replicas[(requests * 7919) % 3] ?? new IssuedValues();
    const known = values.podOf(cookies.get("hello"), pods);
    const pod = known ?? next();
    return { pod, setCookies: known ? [] : [`hello=${values.issue(pod)}; Path=/; HttpOnly`] };
  };
}
