import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** The cookie that decides is one of many. */
export function amongMany(): Scheme {
  const values = new IssuedValues();
  return ({ cookies, pods, next }) => {
    const known = values.podOf(cookies.get("c17"), pods);
    const pod = known ?? next();
    return {
      pod,
      setCookies: known
        ? []
        : Array.from({ length: 25 }, (_, index) =>
            index === 17 ? `c17=${values.issue(pod)}; Path=/` : `c${index}=x; Path=/`,
          ),
    };
  };
}
