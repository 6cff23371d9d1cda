import { pathMatches } from "../diagnosis/cookieNotKept";
import type { Cause } from "../diagnosis/evidence";
import { interrupted } from "../diagnosis/interrupted";
import { notStickyCauses } from "../diagnosis/notSticky";
import { otherPort } from "../diagnosis/otherPort";
import { replay } from "../diagnosis/replay";
import { concurrently } from "../http/concurrently";
import { isAnswered } from "../http/exchange";
import { type Check, type CheckContext, type CheckOutcome, fail, pass, skipped } from "./check";
import { causeOfMoves } from "./moved";
import { sessionCookieIn } from "./sessionCookie";
import { answeredVisit, answersByPod, podCount, podsAssumed, tooFewPods } from "./visits";

/** A path that the application hardly has, for want of one that it has. */
const madeUpPath = "sticky-session-verify";

/** A client that goes from one path of the application to another stays on its pod. */
export const otherPaths: Check = {
  id: "other-paths-share-the-pod",
  title: "other paths share the pod",
  needs: "a cookie",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { settings, target, visitor } = context;
    let { paths } = settings;
    if (paths.length === 0) {
      const path = new URL(madeUpPath, directoryOf(target.url)).pathname;
      const newClient = await visitor({ keepsCookies: false });
      if (!isAnswered(await newClient.visit(path))) {
        return skipped(`no pod tells itself at ${path}: name other paths with --path`);
      }
      paths = [path];
    }
    for (const path of paths) {
      const outcome = await visitBoth(context, path);
      if (outcome) {
        return outcome;
      }
    }
    return pass(`${target.url.pathname} and ${paths.join(", ")}`);
  },
};

async function visitBoth(context: CheckContext, path: string): Promise<CheckOutcome | undefined> {
  const { samples, survey, target, visitor } = context;
  const client = await visitor();
  const answers = [await answeredVisit(client)];
  while (answers.length < samples.requests(survey.ready)) {
    answers.push(await answeredVisit(client, answers.length % 2 === 1 ? path : undefined));
  }
  if (podCount(context, answers) === 1) {
    return undefined;
  }
  const cookie = sessionCookieIn(survey.first, survey.cookieName ?? "");
  const covers = cookie?.path == null || pathMatches(path, cookie.path);
  return fail(
    "path-on-another-pod",
    `${path} is answered by another pod than ${target.url.pathname}`,
    covers
      ? await causeOfMoves(
          context,
          [answers],
          [
            interrupted,
            otherPort(path),
            await otherService(context, path),
            await cookieIgnoredAt(context, path),
            ...notStickyCauses,
          ],
        )
      : `The cookie's Path=${cookie.path ?? ""} does not cover ${path}, so that each path gets a cookie and a pod of its own: set it to / (pulumi config set cookiePath /).`,
  );
}

/** Where pods of another Service serve the path, and set a cookie of the same name. */
async function otherService(context: CheckContext, path: string): Promise<Cause> {
  const { target, survey } = context;
  const [here, there] = [await podsAt(context), await podsAt(context, path)];
  const sentence = there.some((pod) => here.includes(pod))
    ? undefined
    : `Another Service serves ${path}: ${there.join(", ")} answer there, and ${here.join(", ")} at ${target.url.pathname}. Both call their cookie "${survey.cookieName ?? ""}", with values of their own, and each replaces the other's: give each a cookie name of its own.`;
  return () => sentence;
}

/** Where the cookie keeps a client at the URL's path and not at this one. */
async function cookieIgnoredAt(context: CheckContext, path: string): Promise<Cause> {
  const here = await replay(context);
  const there = await replay(context, path);
  const ignored = here?.pods.length === 1 && there !== undefined && there.pods.length > 1;
  return () =>
    ignored
      ? `The cookie keeps a client at ${context.target.url.pathname} and is not used at ${path}: an Ingress or Route of its own serves that path, without affinity: give it the same settings.`
      : undefined;
}

/** The pods that answer new clients at the path. */
async function podsAt(context: CheckContext, path?: string): Promise<string[]> {
  const { samples, survey, visitor } = context;
  const newClient = await visitor({ keepsCookies: false });
  const answers = await concurrently(
    samples.clientsForEveryPod(survey.ready ?? podsAssumed),
    5,
    () => answeredVisit(newClient, path),
  );
  return Object.keys(answersByPod(context, answers)).sort();
}

/** The URL with its path as a folder, so that relative paths are below it. */
function directoryOf(url: URL): URL {
  const folder = new URL(url);
  folder.pathname = url.pathname.replace(/\/?$/, "/");
  folder.search = "";
  return folder;
}
