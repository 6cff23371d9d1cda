import { Cookie } from "tough-cookie";
import type { SessionCookie } from "../../components/affinity/affinity";
import type { Cause, Evidence } from "./evidence";
import { turningOn } from "./proposal";

/** Why a browser does not send the cookie back. */
export const cookieNotKeptCauses: readonly Cause[] = [refused, notSentBack];

function refused({ survey }: Evidence): string | undefined {
  const { refusedCookie, cookieName, sentBack } = survey;
  // It may be another cookie of the answer that is refused.
  return refusedCookie === undefined || sentBack.includes(cookieName ?? "")
    ? undefined
    : `A browser refuses the cookie (${refusedCookie}): set its Domain to the host or leave it out.`;
}

function notSentBack(evidence: Evidence): string | undefined {
  const { survey, target } = evidence;
  const { cookieName, first, sentBack } = survey;
  const line = first.setCookies.findLast((setCookie) =>
    setCookie.startsWith(`${cookieName ?? ""}=`),
  );
  const cookie = line === undefined ? undefined : Cookie.parse(line);
  if (cookieName === undefined || !cookie || sentBack.includes(cookieName)) {
    return undefined;
  }
  const { url } = target;
  if (cookie.secure && url.protocol === "http:") {
    const https = `--url https://${url.hostname}${url.pathname}`;
    return target.expectation.cookie?.secure === true
      ? `The cookie is Secure, as described, and ${url.href} is plain http, over which browsers never send it back: where TLS ends in front of the controller, verify what clients use (${https}); else serve https (pulumi config set tls edge).`
      : `The cookie is Secure and the site is served over plain http, so browsers never send it back: where TLS ends in front of the controller, verify what clients use (${https}); else serve https, or leave Secure off (${fix(evidence, { secure: false }, "pulumi config set cookieSecure false")}).`;
  }
  if (typeof cookie.maxAge === "number" && cookie.maxAge <= 0) {
    return `The cookie's Max-Age=${cookie.maxAge} deletes it at once: give it 1 or more, or none.`;
  }
  if (cookie.path !== null && !pathMatches(url.pathname, cookie.path)) {
    return `The cookie's Path=${cookie.path} does not cover ${url.pathname}, where the application is, so browsers never send it back: set it to / (${fix(evidence, { path: "/" }, "pulumi config set cookiePath /")}).`;
  }
  return "A browser does not send the cookie back: compare its attributes with the URL.";
}

/** The command that sets it: on the objects of somebody who has no stack, where they and their controller are known. */
function fix({ target, survey }: Evidence, cookie: SessionCookie, ofStack: string): string {
  const { url, expectation, cluster } = target;
  const { dialect, annotations } = expectation;
  const { cookieName: name } = survey;
  const command =
    cluster && dialect && !annotations
      ? turningOn({ url, expectation }, cluster.objects, dialect, {
          ...(name !== undefined && { name }),
          ...cookie,
        })
      : undefined;
  return command ?? ofStack;
}

/** RFC 6265, section 5.1.4. */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  return (
    requestPath === cookiePath ||
    (requestPath.startsWith(cookiePath) &&
      (cookiePath.endsWith("/") || requestPath.charAt(cookiePath.length) === "/"))
  );
}
