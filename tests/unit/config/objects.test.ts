import assert from "node:assert/strict";
import { type Case, k8s, openshift, read, refuses } from "./config";

describe("settings as objects in the stack's file", () => {
  it("are the same as their flat keys", async () => {
    const asObjects = await read({
      ...k8s,
      drain: '{"mode":"gate","seconds":20,"gate":{"port":9000}}',
      tls: '{"termination":"edge","secretName":"shop-tls"}',
      affinity: '{"cookie":{"maxAgeSeconds":60,"secure":true}}',
      autoscaling: '{"maxReplicas":9}',
      storage: '{"mountPath":"/data","size":"1Gi"}',
    });
    const flat = await read({
      ...k8s,
      ...{ drain: "gate", drainSeconds: "20", drainGatePort: "9000", tls: "edge" },
      ...{ tlsSecret: "shop-tls", cookieMaxAgeSeconds: "60", cookieSecure: "true" },
      ...{ maxReplicas: "9", storagePath: "/data", storageSize: "1Gi" },
    });
    assert.deepEqual(asObjects.args, flat.args);
  });

  it("may stand beside flat keys of other parts, and name resources that have no key", async () => {
    const { args } = await read({
      ...k8s,
      resources: '{"limits":{"nvidia.com/gpu":1,"memory":"2Gi"}}',
      cpuLimit: "2",
      route: "",
    });
    assert.deepEqual(args.resources, {
      limits: { "nvidia.com/gpu": "1", memory: "2Gi", cpu: "2" },
    });
  });

  it("bring texts as they are written, as far as the engine passes them on", async () => {
    const { args } = await read({
      ...k8s,
      environment:
        '{"VERSION":"1.10","ID":12345678901234567890,"my.name":"1e5","QUOTE":"say \\"2\\""}',
    });
    assert.deepEqual(args.environment, {
      VERSION: "1.10",
      ID: "12345678901234567890",
      "my.name": "1e5",
      QUOTE: 'say "2"',
    });
  });

  const cases: Case[] = [
    [
      "one setting in both ways",
      { ...k8s, drain: '{"seconds":10}', drainSeconds: "20" },
      `sticky-session:drain.seconds
  got:      [10,20]
  problem:  drain.seconds and drainSeconds both set it
  allowed:  one of them
  fix:      pulumi config rm --path drain.seconds --stack test`,
    ],
    [
      "a wrong value in an object, by its path",
      { ...k8s, drain: '{"mode":"gates"}' },
      `sticky-session:drain.mode
  got:      "gates"
  allowed:  gate, sessions, app, sleep, off
  fix:      pulumi config set --path drain.mode gate --stack test`,
    ],
    [
      "an unknown part, with the nearest name",
      { ...openshift, route: '{"timout":"5s"}' },
      `sticky-session:route.timout
  got:      "5s"
  problem:  there is no such setting
  allowed:  timeout
  fix:      pulumi config rm --path route.timout --stack test`,
    ],
    [
      "a text where only an object is possible",
      { ...k8s, storage: "1Gi" },
      `sticky-session:storage
  got:      "1Gi"
  allowed:  an object with settings of its own
  fix:      pulumi config rm storage --stack test`,
    ],
  ];
  describe("are refused:", () => {
    refuses(cases);
  });
});
