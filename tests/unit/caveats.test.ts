import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { resolve } from "../../components/resolve/resolve";
import { readSettings } from "../../components/config/readSettings";
import { onKubernetes } from "./stickyApp/children";
import { run } from "./support/mocks";

const demo = "docker.io/nginxdemos/nginx-hello:plain-text";

function notesOf(args: Partial<StickyAppArgs>): readonly string[] {
  const resolved = resolve("hello", { ...onKubernetes, ...args });
  return "plan" in resolved ? resolved.plan.notes : assert.fail();
}

describe("the caveat of the default memory", () => {
  const ofMemory =
    "hello: resources.limits.memory is not set, so a pod that needs more memory than 128Mi is killed";
  const rest = ". That is enough for a small server; a Java application needs about 1Gi.";

  it("is told where another image is set, whatever it is", () => {
    for (const image of ["app:1", pulumi.output(demo)]) {
      assert.deepEqual(notesOf({ image }), [
        `${ofMemory}, and none gets more CPU than 500m${rest}`,
      ]);
    }
  });

  it("says nothing of a CPU limit that is set", () => {
    assert.deepEqual(notesOf({ resources: { limits: { cpu: "2" } } }), [`${ofMemory}${rest}`]);
  });

  it("is not told of the demo's image, and where memory is set", () => {
    assert.deepEqual(notesOf({ image: demo }), []);
    assert.deepEqual(notesOf({ resources: { limits: { memory: "1Gi" } } }), []);
    assert.deepEqual(notesOf({ resources: { requests: { memory: "100Mi" } } }), []);
  });

  it("names the key of a stack's configuration", async () => {
    const { result } = await run(() => {
      const values = { ...{ name: "hello", platform: "kubernetes" }, ...{ controller: "traefik" } };
      pulumi.runtime.setAllConfig(
        Object.fromEntries(
          Object.entries({ ...values, host: "a.example.com", image: "app:1" }).map(
            ([key, value]) => [`sticky-session:${key}`, value],
          ),
        ),
      );
      const { name, args, options } = readSettings();
      return resolve(name, args as StickyAppArgs, options);
    });
    assert.ok("plan" in result);
    assert.match(result.plan.notes.join("\n"), /^hello: memoryLimit is not set/);
  });
});

describe("the caveat of a drain that waits for sessions", () => {
  const notesWith = (sessionSeconds: number) =>
    notesOf({ image: demo, drain: { mode: "sessions", sessionSeconds } });

  it("is told where a pod may take longer to end than who ends its node waits by default", () => {
    assert.deepEqual(notesWith(591), [
      "hello: by drain.sessionSeconds a pod may take 601 s to end. A cluster autoscaler ends the pods of a node that it removes after 600 s unless it is told otherwise (--max-graceful-termination-sec), and some clouds give a node that they replace no more; what is left in the pod then is lost.",
    ]);
    assert.deepEqual(notesWith(590), []);
  });

  it("is not told of another drain, however long it is", () => {
    assert.deepEqual(notesOf({ image: demo, drain: { mode: "gate", seconds: 3600 } }), []);
  });
});
