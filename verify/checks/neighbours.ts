import { interrupted } from "../diagnosis/interrupted";
import { overwrittenByNeighbour } from "../diagnosis/notSticky";
import { type Check, fail, pass, skipped } from "./check";
import { causeOfMoves } from "./moved";
import { answeredVisit, podCount, tooFewPods } from "./visits";

/** A client that visits other applications on the host in between stays on its pod. */
export const neighbours: Check = {
  id: "neighbours-leave-the-cookie",
  title: "other applications on the host leave the cookie alone",
  needs: "a cookie",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { target, samples, survey, visitor } = context;
    const { hostname } = target.url;
    const others = target.cluster?.objects.neighbours.filter(({ host }) => host === hostname);
    if (others === undefined) {
      return skipped("other applications are not known: --service NAMESPACE/NAME");
    }
    const paths = [...new Set(others.map(({ path }) => path))];
    if (paths.length === 0) {
      return skipped(`there is none on ${hostname}`);
    }
    const client = await visitor();
    const answers = [await answeredVisit(client)];
    while (answers.length < samples.requests(survey.ready)) {
      for (const path of paths) {
        // Whatever it answers is the other application's affair.
        await client.visit(path);
      }
      answers.push(await answeredVisit(client));
    }
    return podCount(context, answers) === 1
      ? pass(`${paths.join(", ")} in between, ${answers.length} times`)
      : fail(
          "neighbour-overwrites-cookie",
          `after a visit to ${paths.join(", ")} another pod answers`,
          await causeOfMoves(
            context,
            [answers],
            [
              interrupted,
              overwrittenByNeighbour,
              () =>
                `An application at ${paths.join(" or ")} sets or deletes the cookie "${survey.cookieName ?? ""}": give each application a cookie name of its own.`,
            ],
          ),
        );
  },
};
