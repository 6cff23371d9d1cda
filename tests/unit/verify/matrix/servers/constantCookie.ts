import type { Scheme } from "../../fakeSiteBehaviour";

/** Pods take turns, and the application sets a cookie that is the same for all. */
export function constantCookie(): Scheme {
  return ({ cookies, next }) => ({
    pod: next(),
    setCookies: cookies.has("lang") ? [] : ["lang=en; Path=/"],
  });
}
