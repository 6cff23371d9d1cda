import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** The value rolls in every answer. */
export function rollingValue(to: "the same pod" | "another pod"): () => Scheme {
  return () => {
    const values = new IssuedValues();
    return ({ cookies, pods, next }) => {
      const pod = values.podOf(cookies.get("roll"), pods) ?? next();
      const named = to === "the same pod" ? pod : pods[(pods.indexOf(pod) + 1) % pods.length];
      return { pod, setCookies: [`roll=${values.issue(named ?? pod)}; Path=/; HttpOnly`] };
    };
  };
}
