import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

export interface Pair {
  /** The cookie that decides. */
  readonly name: string;
  readonly attributes: string;
  /** Its twin for requests of other sites, which decides nothing here. */
  readonly twin: string;
  readonly twinAttributes: string;
}

/** A load balancer that sends a pair of cookies anew in every answer; the first one decides. */
export function renewedPair({ name, attributes, twin, twinAttributes }: Pair): () => Scheme {
  return () => {
    const values = new IssuedValues();
    return ({ cookies, pods, next }) => {
      const pod = values.podOf(cookies.get(name), pods) ?? next();
      const setCookies = [
        `${name}=${values.issue(pod)}${attributes}`,
        `${twin}=${values.issue(pod)}${twinAttributes}`,
      ];
      return { pod, setCookies };
    };
  };
}
