import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** Two cookies: one is the application's, and only the other one decides. */
export function oneOfTwo(order: "application's first" | "application's last"): () => Scheme {
  return () => {
    const values = new IssuedValues();
    let visitors = 0;
    return ({ cookies, pods, next }) => {
      const known = values.podOf(cookies.get("route"), pods);
      const pod = known ?? next();
      const route = known ? [] : [`route=${values.issue(pod)}; Path=/; HttpOnly`];
      visitors += 1;
      const own = cookies.has("visitor") ? [] : [`visitor=v${visitors}; Path=/`];
      return {
        pod,
        setCookies: order === "application's first" ? [...own, ...route] : [...route, ...own],
      };
    };
  };
}
