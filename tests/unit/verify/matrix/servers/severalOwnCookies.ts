import type { Scheme } from "../../fakeSiteBehaviour";

/** Pods take turns, and the application sets cookies that keep nobody. */
export function severalOwnCookies(): Scheme {
  let visitors = 0;
  return ({ cookies, next }) => {
    visitors += 1;
    return {
      pod: next(),
      setCookies: cookies.has("session") ? [] : [`session=${visitors}; Path=/`, "lang=en; Path=/"],
    };
  };
}
