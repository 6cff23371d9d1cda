import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { KubernetesObjectApi } from "@kubernetes/client-node";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { dialects } from "../../../components/affinity/dialects";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { StickyApp } from "../../../components/stickyApp";
import { hostileArgs } from "../../unit/support/hostileArgs";
import { run } from "../../unit/support/mocks";
import { createRestrictedNamespace, deleteNamespace, kubeConfig } from "../support/cluster";
import { createObjects } from "../support/plainObjects";

const exposedByIngress = dialects.filter(({ exposedBy }) => exposedBy.createdBy === "ingress");

/** Kinds of controllers, whose definitions the cluster does not have. */
const foreignKinds = ["BackendConfig", "KongUpstreamPolicy"];

describe("settings of any value", () => {
  const namespace = `e2e-hostile-${randomBytes(4).toString("hex")}`;
  let api: KubernetesObjectApi;

  before(async () => {
    await createRestrictedNamespace(namespace);
    // A pod's account has to be there before it.
    await createObjects(namespace, [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "hello" } },
    ]);
    api = KubernetesObjectApi.makeApiClient(kubeConfig());
  });
  after(() => deleteNamespace(namespace));

  it("are refused by the program, or accepted by the API server with all that is made of them", async () => {
    await fc.assert(
      fc.asyncProperty(hostileArgs(exposedByIngress), async (args) => {
        const objects = await objectsOf({ ...args, namespace });
        for (const object of objects) {
          await dryRun(api, object);
        }
      }),
      { numRuns: Number(process.env.HOSTILE_RUNS ?? 200) },
    );
  });
});

/** An object as the program registers it. */
interface PlainObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: { readonly template?: { readonly metadata: object; readonly spec: object } };
}

/** What the program makes of the arguments, with a pod as the controller of the StatefulSet makes it; none where it refuses them. */
async function objectsOf(args: StickyAppArgs): Promise<PlainObject[]> {
  const { result, registered } = await run(() => {
    try {
      return new StickyApp("hello", args);
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error), error as Error);
      return undefined;
    }
  });
  if (result === undefined) {
    return [];
  }
  const objects = registered
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ inputs }) => inputs as unknown as PlainObject)
    .filter(({ kind }) => !foreignKinds.includes(kind));
  const pods = objects.flatMap(({ metadata, spec }) => {
    if (spec?.template === undefined) {
      return [];
    }
    const name = `${metadata.name}-0`;
    const { namespace } = metadata;
    const pod = { apiVersion: "v1", kind: "Pod", ...spec.template };
    return [{ ...pod, metadata: { ...pod.metadata, name, namespace } }];
  });
  return [...objects, ...pods];
}

/** Has the API server check the object as if it were made. */
async function dryRun(api: KubernetesObjectApi, object: PlainObject): Promise<void> {
  try {
    await api.create(object, undefined, "All");
  } catch (error) {
    const { kind, metadata } = object;
    const { body } = error as { body?: unknown };
    assert.fail(`${kind} ${metadata.name}: ${typeof body === "string" ? body : String(error)}`);
  }
}
