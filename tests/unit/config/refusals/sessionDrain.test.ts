import { type Case, k8s, openshift, refuses } from "../config";

const sessions = { ...k8s, drain: "sessions", sessionSeconds: "1800" };
const able =
  "traefik, traefik-ingress-nginx, haproxy-ingress-drain-support, istio-persistent-session";

describe("the refusal of settings: a drain that waits for sessions", () => {
  refuses([
    [
      "a controller that sends nobody to a pod that ends",
      { ...sessions, controller: "ingress-nginx" },
      `sticky-session:drain
  got:      "sessions"
  problem:  ingress-nginx sends nobody to a pod that was told to end, so its sessions are over at once
  allowed:  sleep, gate, app, off; sessions with one of the controllers ${able}
  fix:      pulumi config set drain sleep --stack test`,
    ],
    [
      "OpenShift's router",
      { ...openshift, drain: "sessions", sessionSeconds: "1800" },
      `sticky-session:drain
  got:      "sessions"
  problem:  The OpenShift router sends nobody to a pod that was told to end, so its sessions are over at once
  allowed:  sleep, gate, app, off; sessions with one of the controllers ${able}
  fix:      pulumi config set drain sleep --stack test`,
    ],
    [
      "no affinity",
      { ...sessions, affinity: "none" },
      `sticky-session:drain
  got:      "sessions"
  problem:  without affinity no client stays on a pod, so there is nothing to wait for
  allowed:  sleep, gate, app, off; sessions with affinity cookie
  fix:      pulumi config set drain sleep --stack test`,
    ],
    [
      "one pod alone",
      { ...sessions, replicas: "1" },
      `sticky-session:replicas
  got:      1
  problem:  while the only pod waits for its sessions, new clients would have none
  allowed:  2 or more; 1 with another drain
  fix:      pulumi config set replicas 2 --stack test`,
    ],
    [
      "no time",
      { ...k8s, drain: "sessions" },
      `sticky-session:sessionSeconds
  got:      nothing
  problem:  an update, and the drain of a node, waits for so long for each pod
  allowed:  a whole number of seconds from 10 to 86400
  fix:      pulumi config set sessionSeconds 1800 --stack test`,
    ],
    ...["9", "86401", "1.5"].map((given): Case => [
      `sessionSeconds ${given}`,
      { ...sessions, sessionSeconds: given },
      `sticky-session:sessionSeconds
  got:      ${given}
  allowed:  a whole number of seconds from 10 to 86400
  fix:      pulumi config set sessionSeconds '<sessionSeconds>' --stack test`,
    ]),
    ...["9", "86401"].map((given): Case => [
      `idleSeconds ${given}`,
      { ...sessions, idleSeconds: given },
      `sticky-session:idleSeconds
  got:      ${given}
  allowed:  a whole number of seconds from 10 to 86400
  fix:      pulumi config set idleSeconds '<idleSeconds>' --stack test`,
    ]),
    [
      "idleness that comes no sooner than the end of the time",
      { ...sessions, idleSeconds: "1800" },
      `sticky-session:idleSeconds
  got:      1800
  problem:  after sessionSeconds, 1800 s, no pod waits any longer
  allowed:  a whole number of seconds below 1800, from 10 on
  fix:      pulumi config rm idleSeconds --stack test`,
    ],
    [
      "two ends of the wait",
      { ...sessions, sessionsPath: "/sessions", idleSeconds: "300" },
      `sticky-session:idleSeconds
  got:      300
  problem:  sessionsPath knows better: by idleness those would be logged out who only read
  allowed:  one of the two
  fix:      pulumi config rm idleSeconds --stack test`,
    ],
    [
      "a path that is none",
      { ...sessions, sessionsPath: "sessions" },
      `sticky-session:sessionsPath
  got:      "sessions"
  allowed:  a path that begins with /, without spaces, ? and #
  fix:      pulumi config set sessionsPath '<sessionsPath>' --stack test`,
    ],
    ...(
      [
        ["sessionSeconds", "1800", "1800"],
        ["sessionsPath", "/sessions", '"/sessions"'],
        ["idleSeconds", "300", "300"],
      ] as const
    ).map(([key, value, given]): Case => [
      `${key} with another drain`,
      { ...k8s, [key]: value },
      `sticky-session:${key}
  got:      ${given}
  problem:  it has no effect without drain sessions
  allowed:  unset, or drain sessions beside it
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    [
      "the application on the gate's port",
      { ...sessions, port: "9339" },
      `sticky-session:drainGatePort
  got:      9339
  problem:  the application listens on it
  allowed:  a whole number from 1024 to 65535, other than the application's port
  fix:      pulumi config set drainGatePort 9340 --stack test`,
    ],
  ]);
});
