import { randomBytes } from "node:crypto";
import type { Scheme } from "../../fakeSiteBehaviour";

/** An application's own JSESSIONID, whose end names the route, as Tomcat's jvmRoute does for mod_jk. */
export function routeSuffix(): Scheme {
  const sessions = new Set<string>();
  return ({ cookies, pods, next }) => {
    const sent = cookies.get("JSESSIONID");
    const route = /\.n(\d+)$/.exec(sent ?? "")?.[1];
    const named = pods.find(({ name }) => name === `hello-${route ?? "none"}`);
    const pod = named ?? next();
    if (named && sent !== undefined && sessions.has(sent)) {
      return { pod, setCookies: [] };
    }
    const session = `${randomBytes(8).toString("hex").toUpperCase()}.n${pod.name.replace(/\D+/, "")}`;
    sessions.add(session);
    return { pod, setCookies: [`JSESSIONID=${session}; Path=/; HttpOnly`] };
  };
}
