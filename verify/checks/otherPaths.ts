import { pathMatches } from "../diagnosis/cookieNotKept";
import { likelyCause } from "../diagnosis/evidence";
import { notStickyCauses } from "../diagnosis/notSticky";
import { isAnswered } from "../http/exchange";
import { type Check, type CheckContext, type CheckOutcome, fail, pass, skipped } from "./check";
import { sessionCookieIn } from "./sessionCookie";
import { answeredVisit, podCount, tooFewPods } from "./visits";

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
      const stranger = await visitor({ keepsCookies: false });
      if (!isAnswered(await stranger.visit(path))) {
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
    `${path} is answered by another pod than ${target.url.pathname}`,
    covers
      ? likelyCause(notStickyCauses, context)
      : `The cookie's Path=${cookie.path ?? ""} does not cover ${path}, so that each path gets a cookie and a pod of its own: set it to / (pulumi config set cookiePath /).`,
  );
}

/** The URL with its path as a folder, so that relative paths are below it. */
function directoryOf(url: URL): URL {
  const folder = new URL(url);
  folder.pathname = url.pathname.replace(/\/?$/, "/");
  folder.search = "";
  return folder;
}
