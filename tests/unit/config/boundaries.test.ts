import assert from "node:assert/strict";
import { type Config, k8s, read, refusal, withSecrets } from "./config";

/** The last value that is accepted and the first one that is not, of the limits that lie between two settings. */
describe("at the boundary of a setting", () => {
  withSecrets("sessionStorePassword");

  for (const [title, accepted, refused, problem] of [
    [
      "a CPU request may be its limit, and no more",
      { cpuRequest: "500m", cpuLimit: "0.5" },
      { cpuRequest: "501m", cpuLimit: "0.5" },
      /sticky-session:cpuLimit\n +got: +"0.5"/,
    ],
    [
      "a memory request may be its limit, and no more",
      { memoryRequest: "128Mi", memoryLimit: "128Mi" },
      { memoryRequest: "129Mi", memoryLimit: "128Mi" },
      /sticky-session:memoryLimit\n +got: +"128Mi"/,
    ],
    [
      "the store's password has 16 characters",
      { sessionStore: "valkey", sessionStorePassword: "p".repeat(16) },
      { sessionStore: "valkey", sessionStorePassword: "p".repeat(15) },
      /sticky-session:sessionStorePassword\n[^]*16 characters or more/,
    ],
    [
      "a folder has no .. in its path, but may in its name",
      { writablePaths: '["/var/..data"]' },
      { writablePaths: '["/var/../etc"]' },
      /sticky-session:writablePaths[^\n]*\n +got: +[^\n]*\/var\/\.\.\/etc/,
    ],
    [
      "the folder of the volume has no .. either",
      { storagePath: "/data..", storageSize: "1Gi" },
      { storagePath: "/data/..", storageSize: "1Gi" },
      /sticky-session:storagePath\n +got: +"\/data\/\.\."/,
    ],
    ["a port is 1 at least", { port: "1" }, { port: "0" }, /sticky-session:port\n +got: +0/],
    [
      "a port is 65535 at most",
      { port: "65535" },
      { port: "65536" },
      /sticky-session:port\n +got: +65536/,
    ],
  ] as readonly [string, Config, Config, RegExp][]) {
    it(title, async () => {
      await assert.doesNotReject(read({ ...k8s, ...accepted }));
      assert.match(await refusal({ ...k8s, ...refused }), problem);
    });
  }
});
