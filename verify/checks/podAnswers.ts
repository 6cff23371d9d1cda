import { likelyCause } from "../diagnosis/evidence";
import { unreachableCauses } from "../diagnosis/unreachable";
import { isAnswered } from "../http/exchange";
import { moment } from "../message";
import { type Check, fail, pass } from "./check";

/** A new client gets an answer, which tells which pod gave it. */
export const podAnswers: Check = {
  id: "pod-answers",
  title: "a pod answers",
  run({ survey, target, directory }) {
    const { first } = survey;
    if (!isAnswered(first)) {
      return fail(
        "no-answer-of-a-pod",
        `${target.url.href}: ${first.lost ?? "no answer"}`,
        likelyCause(unreachableCauses, { target, survey }),
      );
    }
    const pod = directory.find(directory.keyOf(first.answerer));
    const where = pod
      ? `, a pod on ${pod.node ?? "no node"} since ${pod.startedAt === undefined ? "a time unknown" : moment(pod.startedAt)}`
      : "";
    return pass(
      `${first.answerer.name}${where}: status ${first.status ?? ""} in ${Math.round(first.milliseconds)} ms${first.version === "HTTP/2" ? ", by HTTP/2, which is all that the site speaks" : ""}`,
    );
  },
};
