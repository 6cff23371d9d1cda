import type { FakePod, Scheme } from "../../fakeSiteBehaviour";
import { IssuedValues } from "./issuedValues";

/** A proxy that picks a pod for each connection, whatever the cookie says. */
export function byConnection(): Scheme {
  const values = new IssuedValues();
  const picked = new WeakMap<object, FakePod>();
  return ({ cookies, connection, next }) => {
    const pod = picked.get(connection) ?? next();
    picked.set(connection, pod);
    return {
      pod,
      setCookies: cookies.has("hello") ? [] : [`hello=${values.issue(pod)}; Path=/; HttpOnly`],
    };
  };
}
