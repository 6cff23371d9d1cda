import { setTimeout as sleep } from "node:timers/promises";
import { DrainEnd, type SessionWait } from "../../components/affinity/sessionDrain";
import { type Check, type CheckOutcome, fail, type Login, pass, skipped } from "../checks/check";
import { counted } from "../message";
import { restartPods } from "./rollingRestart";
import { type LoggedOut, SessionUsers } from "./sessionUsers";
import { type Scene, underLoad } from "./underLoad";

/** Pause between two looks at what the gates say, in milliseconds. */
const pauseMilliseconds = 1_000;

/** Every pod is replaced while users are logged in who leave after a while: nobody is logged out before. */
export const rolloutWithSessions: Check = {
  id: "rollout-with-sessions",
  title: "a rolling restart logs nobody out",
  needs: "a cookie",
  run(context) {
    const { login, clients } = context.settings;
    return login
      ? underLoad(context, clients, (scene) => restart(scene, login))
      : skipped("nobody knows how to log in: --login-path");
  },
};

async function restart(scene: Scene, login: Login): Promise<CheckOutcome> {
  const { context, load } = scene;
  const users = await SessionUsers.start(context, login);
  const waits = watchWaits(scene);
  try {
    // So that each pod has users when its turn comes.
    await sleep(login.staySeconds * 250, undefined, { signal: context.signal });
    const { seconds } = await restartPods(scene);
    await users.stop();
    return judge(scene, users, { seconds, lost: load.losses.length, waits: await waits.stop() });
  } finally {
    await users.stop();
    await waits.stop();
  }
}

/** By the pods' UIDs. */
type Waits = ReadonlyMap<string, SessionWait>;

/** Asks the gates of the pods that are there until it is told to stop. */
function watchWaits({ context, pods, before }: Scene): { stop: () => Promise<Waits> } {
  const { directory } = context;
  const waits = new Map<string, SessionWait>();
  const stopping = new AbortController();
  const look = async () => {
    for (const { uid } of before.filter(({ uid }) => !waits.has(uid))) {
      const pod = directory.find(uid);
      const wait = pod?.terminating ? await pods.sessionWait(pod) : undefined;
      if (wait) {
        waits.set(uid, wait);
      }
    }
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      return waits;
    },
  };
}

function judge(
  { context, before, load }: Scene,
  { came, loggedOut, requests, failed }: SessionUsers,
  { seconds, lost, waits }: { seconds: number; lost: number; waits: Waits },
): CheckOutcome {
  const { directory, settings } = context;
  const told = before.flatMap(({ uid, name }) => {
    const wait = waits.get(uid);
    return wait ? [`${name} waited ${wait.seconds} s: ${wait.end}`] : [];
  });
  const all = requests + load.requests;
  const detail = [
    `${counted(before.length, "pod")} restarted in ${seconds} s; ${loggedOut.length} of ${counted(came, "user")} logged out, ${counted(lost + failed, "request")} of ${all.toLocaleString("en")} lost`,
    told.length > 0 ? told.reverse().join(", ") : "no pod waited for its sessions",
  ].join("; ");
  const figures = {
    ...{ users: came, loggedOut: loggedOut.length, requests: all, lost: lost + failed, seconds },
    ...(waits.size > 0 && {
      longestWaitForSessionsSeconds: Math.max(...[...waits.values()].map((wait) => wait.seconds)),
    }),
  };
  if (loggedOut.length > 0) {
    const byTime = loggedOut.filter((user) => endOf(user) === DrainEnd.Time).length;
    return fail("users-logged-out", detail, causeOf(byTime, loggedOut.length, waits.size), figures);
  }
  return settings.maxLost !== undefined && lost + failed > settings.maxLost
    ? fail(
        "too-many-lost",
        `${detail}; allowed: ${settings.maxLost}`,
        "The pod stops serving before the controller has moved its clients: a longer drain.",
        figures,
      )
    : pass(detail, figures);

  function endOf({ pod }: LoggedOut): string | undefined {
    return waits.get(directory.find(pod ?? "")?.uid ?? "")?.end;
  }
}

function causeOf(byTime: number, all: number, waited: number): string {
  if (waited === 0) {
    return "The sessions are in the memory of their pods, and end with them: have the pods wait for them (drain: sessions, docs/zero-loss.md), or keep them in a session store (docs/session-store.md).";
  }
  return byTime === all
    ? "They stayed for longer than a pod waits: raise sessionSeconds, or shorten the visits (--stay) to what your users' are."
    : "Not all pods waited for them: their gate says why it ended, and a controller that leaves a terminating pod at once moves its clients in any case.";
}
