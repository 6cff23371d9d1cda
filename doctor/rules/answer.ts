import { addressOf, podsOf } from "../model/subject";
import { turnOn } from "../turnOn";
import { onSubjects, type Rule } from "./rule";

const about = "affinity";
const sources = ["RFC 6265, section 5.3"];

export const sessionCookieUnkept: Rule = {
  id: "session-cookie-without-affinity",
  severity: "warning",
  about,
  title: "An application with a session cookie, several pods and no affinity",
  meaning: "Unless its sessions are in a store, users are logged out whenever another pod answers.",
  why: "The application answers one request with a cookie of a session, so that it knows its users by something that a pod may keep in memory.",
  sources: ["docs/session-store.md"],
  needs: "request",
  check: onSubjects((subject, { answers }) => {
    const { affinity, otherwise, exposure, field } = subject;
    const names = (answers?.get(subject) ?? []).filter((name) => sessionNames.test(name));
    const [name] = names;
    if (
      affinity ||
      otherwise !== undefined ||
      name === undefined ||
      (podsOf(subject)?.most ?? 1) < 2
    ) {
      return undefined;
    }
    const fix = turnOn(subject);
    return {
      at: exposure,
      field,
      says: `${addressOf(subject)} answers with the cookie ${JSON.stringify(name)} from one of ${podsOf(subject)?.most ?? 0} pods.`,
      ...(fix && { fix }),
    };
  }),
};

/** What frameworks call the cookie of a session, and names that say so. */
const sessionNames =
  /^(JSESSIONID|PHPSESSID|ASP\.NET_SessionId|\.AspNetCore\.Session|connect\.sid|laravel_session|_session_id|sessionid|ci_session|CFID|SESSION)$|sess(ion)?[-_]?(id|key|token)?$/i;

export const sessionCookieTwice: Rule = {
  id: "application-sets-the-cookie",
  severity: "error",
  about,
  title: "The application sets a cookie of the controller's name",
  meaning:
    "Browsers keep one of the two, and where it is the application's each request may go to another pod.",
  why: "One answer had the cookie twice: the controller's and the application's.",
  sources,
  needs: "request",
  check: onSubjects((subject, { answers }) => {
    const { affinity, exposure, field } = subject;
    const name = affinity?.cookie.name;
    const times = (answers?.get(subject) ?? []).filter((one) => one === name).length;
    return name !== undefined && times > 1
      ? {
          at: exposure,
          field,
          says: `${addressOf(subject)} answers with the cookie ${JSON.stringify(name)} ${times} times.`,
          fix: { advice: "Give the controller's cookie another name than the application's." },
        }
      : undefined;
  }),
};
