import { type Case, k8s, openshift, refuses } from "../config";

describe("the refusal of settings: the drain", () => {
  refuses([
    [
      "an unknown drain",
      { ...k8s, drain: "on" },
      `sticky-session:drain
  got:      "on"
  allowed:  gate, sessions, app, sleep, off
  fix:      pulumi config set drain gate --stack test`,
    ],
    [
      "a sleep alone where clients are kept on a terminating pod",
      { ...k8s, drain: "sleep" },
      `sticky-session:drain
  got:      "sleep"
  problem:  Traefik sends a client to the pod in its cookie until that pod is no longer serving, so all requests after the sleep would be lost
  allowed:  gate, sessions, app; off to lose requests
  fix:      pulumi config set drain gate --stack test`,
    ],
    [
      "a drain by the application where clients are kept on a pod that is not ready",
      { ...k8s, controller: "haproxy-ingress-drain-support", drain: "app" },
      `sticky-session:drain
  got:      "app"
  problem:  haproxy-ingress with drain support keeps clients on a pod that is not ready, so all requests after the application's end would be lost
  allowed:  gate, sessions; off to lose requests
  fix:      pulumi config set drain gate --stack test`,
    ],
    ...["4", "1.5", "86401", "soon"].map((given): Case => [
      `drainSeconds ${given}`,
      { ...k8s, drainSeconds: given },
      `sticky-session:drainSeconds
  got:      ${given === "soon" ? '"soon"' : given}
  problem:  the proxy may take some seconds to leave a pod that is about to end
  allowed:  a whole number of seconds from 5 to 86400
  fix:      pulumi config set drainSeconds '<seconds>' --stack test`,
    ]),
    [
      "drainSeconds 5 with ingress-nginx, which syncs once in 3.4 s",
      { ...k8s, controller: "ingress-nginx", drainSeconds: "5" },
      `sticky-session:drainSeconds
  got:      5
  problem:  ingress-nginx may act on a change of the pods 3.4 s late (--sync-rate-limit 0.3), and the pod's readiness reaches it within 2 s
  allowed:  a whole number of seconds from 6 to 86400
  fix:      pulumi config set drainSeconds 10 --stack test`,
    ],
    [
      "drainSeconds 6 with the OpenShift router, which reloads once in 5 s",
      { ...openshift, drainSeconds: "6" },
      `sticky-session:drainSeconds
  got:      6
  problem:  The OpenShift router may act on a change of the pods 5 s late (RELOAD_INTERVAL 5s), and the pod's readiness reaches it within 2 s
  allowed:  a whole number of seconds from 7 to 86400
  fix:      pulumi config set drainSeconds 10 --stack test`,
    ],
    [
      "drainSeconds 4 with a controller that documents no time",
      { ...k8s, controller: "aws-load-balancer-controller", drainSeconds: "4" },
      `sticky-session:drainSeconds
  got:      4
  problem:  the proxy may take some seconds to leave a pod that is about to end
  allowed:  a whole number of seconds from 5 to 86400
  fix:      pulumi config set drainSeconds '<seconds>' --stack test`,
    ],
    [
      "no time to end",
      { ...k8s, shutdownSeconds: "0" },
      `sticky-session:shutdownSeconds
  got:      0
  allowed:  a whole number of seconds from 1 to 86400
  fix:      pulumi config set shutdownSeconds '<shutdownSeconds>' --stack test`,
    ],
    [
      "a drain time without a drain",
      { ...k8s, drain: "off", drainSeconds: "10" },
      `sticky-session:drainSeconds
  got:      10
  problem:  it has no effect without drain gate or sessions or app or sleep
  allowed:  unset, or drain gate or sessions or app or sleep beside it
  fix:      pulumi config rm drainSeconds --stack test`,
    ],
    [
      "a readiness path with the gate",
      { ...k8s, drainReadinessPath: "/ready" },
      `sticky-session:drainReadinessPath
  got:      "/ready"
  problem:  it has no effect without drain app
  allowed:  unset, or drain app beside it
  fix:      pulumi config rm drainReadinessPath --stack test`,
    ],
    [
      "a readiness path that is none",
      { ...k8s, drain: "app", drainReadinessPath: "ready" },
      `sticky-session:drainReadinessPath
  got:      "ready"
  allowed:  a path that begins with /, without spaces, ? and #
  fix:      pulumi config set drainReadinessPath '<readinessPath>' --stack test`,
    ],
    ...(
      [
        ["drainGateImage", "busybox", '"busybox"'],
        ["drainGatePort", "9000", "9000"],
      ] as const
    ).map(([key, value, given]): Case => [
      `${key} where there is no gate`,
      { ...openshift, [key]: value },
      `sticky-session:${key}
  got:      ${given}
  problem:  it has no effect without drain gate or sessions
  allowed:  unset, or drain gate or sessions beside it
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    [
      "a gate's image that is none",
      { ...k8s, drainGateImage: "my gate" },
      `sticky-session:drainGateImage
  got:      "my gate"
  allowed:  [registry/]repository[:tag][@digest], without spaces
  fix:      pulumi config set drainGateImage '<image>' --stack test`,
    ],
    [
      "a gate's port that needs root",
      { ...k8s, drainGatePort: "80" },
      `sticky-session:drainGatePort
  got:      80
  allowed:  a whole number from 1024 to 65535, other than the application's port
  fix:      pulumi config set drainGatePort '<port>' --stack test`,
    ],
    [
      "the application on the gate's port",
      { ...k8s, port: "9339" },
      `sticky-session:drainGatePort
  got:      9339
  problem:  the application listens on it
  allowed:  a whole number from 1024 to 65535, other than the application's port
  fix:      pulumi config set drainGatePort 9340 --stack test`,
    ],
  ]);
});
