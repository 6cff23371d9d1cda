import { redeploy } from "../diagnosis/redeploy";
import { type Answered, type Exchange, isAnswered } from "../http/exchange";
import type { Site } from "../http/site";
import { Visitor } from "../http/visitor";
import { counted } from "../message";
import { tally } from "../recorder";
import { type Check, type CheckContext, type CheckOutcome, fail, pass, skipped } from "./check";
import { answeredVisits, answersByPod, podCount, tooFewPods } from "./visits";

/** Under each further host of the application a client stays on its pod as well. */
export const otherHosts: Check = {
  id: "other-hosts-keep-clients",
  title: "other hosts keep clients too",
  needs: "a cookie",
  async run(context) {
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const { otherUrls = [] } = context.target;
    const seen: string[] = [];
    for (const url of otherUrls) {
      const site = context.site.at(url);
      try {
        const found = await visit(context, site);
        if (typeof found !== "string") {
          return found;
        }
        seen.push(found);
      } finally {
        await site.close();
      }
    }
    return pass(seen.join(", "), { hosts: otherUrls.length });
  },
};

/** What was seen under the host, or what is wrong with it. */
async function visit(context: CheckContext, site: Site): Promise<string | CheckOutcome> {
  const { survey, samples, recorder } = context;
  const { hostname } = site.url;
  const client = new Visitor({
    send: await site.sender("new connections"),
    cookieUrl: site.cookieUrl,
    pace: site.pace,
    ...(survey.cookieName !== undefined && { cookieName: survey.cookieName }),
    onExchange: (exchange) => {
      recorder.record(undefined, exchange);
    },
  });
  const first = await client.visit();
  if (!isAnswered(first)) {
    return isRedirect(first) ? `${hostname} redirects` : notServed(hostname, first);
  }
  const others = await answeredVisits(client, samples.requests(survey.ready) - 1);
  const answers: Answered[] = [first, ...others];
  return podCount(context, answers) === 1
    ? `${hostname} (${counted(answers.length, "request")}, one pod)`
    : fail(
        "host-not-sticky",
        `${hostname}: several pods answered one client: ${tally(answersByPod(context, answers))}`,
        client.cookiesFor().some(({ key }) => key === survey.cookieName)
          ? `The cookie "${survey.cookieName ?? ""}" is set under ${hostname} and not used: another object serves this host, without affinity: kubectl get ingress,route -A.`
          : `No cookie "${survey.cookieName ?? ""}" is set under ${hostname}: another object serves this host, or the application was not deployed with all of its hosts: ${redeploy}`,
      );
}

/** As of an application that has all its visitors under one name. */
function isRedirect({ status = 0 }: Exchange): boolean {
  return status >= 300 && status < 400;
}

function notServed(hostname: string, { lost = "no reason given" }: Exchange): CheckOutcome {
  return fail(
    "host-not-served",
    `${hostname} is not answered by a pod: ${lost}`,
    "Its name has to lead to the controller (DNS, or --resolve HOST:PORT:ADDRESS), the certificate has to be for it too, and the object that exposes the application has to have it.",
  );
}
