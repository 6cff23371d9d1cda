import assert from "node:assert/strict";
import { DrainEnd } from "../../../components/affinity/sessionDrain";
import type { Login } from "../../../verify/checks/check";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { rolloutWithSessions } from "../../../verify/disrupt/rolloutWithSessions";
import { sideBySide } from "../support/sideBySide";
import type { FakeSessions } from "./fakeSiteBehaviour";
import { runOn } from "./runOn";

const login: Login = { path: "/login", form: "user={user}", users: 6, staySeconds: 0.6 };

function rollout(
  sessions: FakeSessions | undefined,
  changes: Partial<Login> = {},
): Promise<CheckResult> {
  return runOn(rolloutWithSessions, {
    direct: true,
    behaviour: { replicas: 2, ...(sessions && { sessions }) },
    settings: { login: { ...login, ...changes } },
  });
}

const waited = { seconds: 34, end: DrainEnd.Sessions };
const timeOver = { seconds: 10, end: DrainEnd.Time };
const idle = { seconds: 10, end: DrainEnd.Idle };

describe("a rollout with users who are logged in", function () {
  this.timeout(30_000);

  const outcomeOf = sideBySide({
    "pods that wait": () => rollout({ wait: { milliseconds: 1_000, told: waited } }),
    "shared sessions": () => rollout({ shared: true }),
    "sessions in memory": () => rollout({}, { staySeconds: 2.5 }),
    "users who stay longer": () =>
      rollout({ wait: { milliseconds: 100, told: timeOver } }, { staySeconds: 2.5 }),
    "a pod that does not wait": () =>
      rollout({ wait: { milliseconds: 100, told: idle } }, { staySeconds: 2.5 }),
  });

  it("passes where the pods wait until they have left, and tells how long and why", async () => {
    const { result, detail, figures } = await outcomeOf("pods that wait");
    assert.equal(result, "pass", detail);
    assert.match(detail, /^2 pods restarted in .* s; 0 of \d+ users logged out, 0 requests of /);
    assert.match(
      detail,
      /hello-1 waited 34 s: no sessions left, hello-0 waited 34 s: no sessions left$/,
    );
    assert.equal(figures?.loggedOut, 0);
    assert.ok(Number(figures.users) >= 6, detail);
    assert.equal(figures.longestWaitForSessionsSeconds, 34);
  });

  it("passes where every pod knows all sessions", async () => {
    const { result, detail } = await outcomeOf("shared sessions");
    assert.equal(result, "pass", detail);
    assert.match(detail, /no pod waited for its sessions$/);
  });

  it("fails where the sessions end with their pod", async () => {
    const { result, failure, detail, cause } = await outcomeOf("sessions in memory");
    assert.equal(result, "fail", detail);
    assert.equal(failure, "users-logged-out");
    assert.match(detail, /[1-9]\d* of \d+ users logged out/);
    assert.match(cause ?? "", /drain: sessions/);
  });

  it("fails where users stay for longer than the pods wait", async () => {
    const { failure, cause } = await outcomeOf("users who stay longer");
    assert.equal(failure, "users-logged-out");
    assert.match(cause ?? "", /^They stayed for longer than a pod waits: raise sessionSeconds/);
  });

  it("fails where a pod ends although there are sessions", async () => {
    const { failure, cause } = await outcomeOf("a pod that does not wait");
    assert.equal(failure, "users-logged-out");
    assert.match(cause ?? "", /^Not all pods waited for them/);
  });

  it("says why nobody can log in", async () => {
    const { result, detail } = await rollout({ loginStatus: 403 });
    assert.equal(result, "fail");
    assert.equal(detail, "nobody can log in at /login: status 403");
  });

  it("says that a page does not name who is logged in", async () => {
    const { result, detail } = await rollout({}, { form: "name={user}" });
    assert.equal(result, "fail");
    assert.equal(
      detail,
      "/ does not name a user who has just logged in at /login (--session-path, --login-form)",
    );
  });

  it("is skipped where nobody knows how to log in", async () => {
    const { result, detail } = await runOn(rolloutWithSessions, { direct: true });
    assert.equal(result, "skipped");
    assert.equal(detail, "nobody knows how to log in: --login-path");
  });
});
