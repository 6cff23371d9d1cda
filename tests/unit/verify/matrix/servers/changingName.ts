import type { Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** The cookie's name changes in every answer; what was given out before stays valid. */
export function changingName(): Scheme {
  const values = new IssuedValues();
  let answers = 0;
  return ({ cookies, pods, next }) => {
    const known = [...cookies.values()]
      .map((value) => values.podOf(value, pods))
      .find((pod) => pod !== undefined);
    const pod = known ?? next();
    answers += 1;
    return { pod, setCookies: [`s${answers}=${values.issue(pod)}; Path=/; HttpOnly`] };
  };
}
