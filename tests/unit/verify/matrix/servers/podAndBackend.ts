import { createHash } from "node:crypto";
import type { FakePod, Scheme } from "../../fakeSiteBehaviour";

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/**
 * ingress-nginx in the mode persistent: the value is `pod|backend`, and only what is before the first `|` picks the
 * pod (kubernetes/ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky.lua, get_cookie_parsed).
 *
 * @param name of the cookie
 */
export function podAndBackend(name: string): () => Scheme {
  const keyOf = ({ address }: FakePod): string => md5(`shop-hello-80${address}:8080`);
  return () =>
    ({ cookies, pods, next }) => {
      const [key] = (cookies.get(name) ?? "").split("|");
      const named = pods.find((pod) => keyOf(pod) === key);
      const pod = named ?? next();
      return {
        pod,
        setCookies: named
          ? []
          : [`${name}=${keyOf(pod)}|${md5("shop-hello-80")}; Path=/; HttpOnly`],
      };
    };
}
