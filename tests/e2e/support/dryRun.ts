import assert from "node:assert/strict";
import { KubernetesObjectApi } from "@kubernetes/client-node";
import * as pulumi from "@pulumi/pulumi";
import type { Registered, Serve } from "../../unit/support/mocks";
import { kubeConfig } from "./cluster";

/** An object as the program registers it. */
interface ProgramObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: StatefulSetSpec | object;
}

interface StatefulSetSpec {
  readonly template: {
    readonly metadata: object;
    readonly spec: { readonly volumes?: readonly object[] };
  };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

/** Kinds of controllers, whose definitions the cluster does not have. */
const foreignKinds = ["BackendConfig", "KongUpstreamPolicy"];

/**
 * Has the API server check all that the program has registered, as if it were made, with a pod of each StatefulSet as its
 * controller makes it.
 */
export async function dryRun(registered: readonly Registered[], namespace: string): Promise<void> {
  const api = KubernetesObjectApi.makeApiClient(kubeConfig());
  for (const object of withPods(registered)) {
    const { kind, metadata } = object;
    try {
      await api.create({ ...object, metadata: { ...metadata, namespace } }, undefined, "All");
    } catch (error) {
      const { body } = error as { body?: unknown };
      assert.fail(`${kind} ${metadata.name}: ${typeof body === "string" ? body : String(error)}`);
    }
  }
}

function withPods(registered: readonly Registered[]): ProgramObject[] {
  const objects = registered
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ name, inputs }) => named(name, plain(inputs) as ProgramObject))
    .filter(({ kind }) => !foreignKinds.includes(kind));
  const pods = objects.flatMap(({ kind, metadata: { name }, spec }) =>
    kind === "StatefulSet" ? [podOf(name, spec as StatefulSetSpec)] : [],
  );
  return [...objects, ...pods];
}

/** Values without the wrapping that the engine gives to secrets. */
function plain(value: unknown): unknown {
  if (pulumi.runtime.isRpcSecret(value)) {
    return plain(pulumi.runtime.unwrapRpcSecret(value));
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
    : value;
}

/** The first pod, as the controller of a StatefulSet makes it. */
function podOf(
  name: string,
  { template, volumeClaimTemplates = [] }: StatefulSetSpec,
): ProgramObject {
  const { volumes = [] } = template.spec;
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: `${metadata.name}-${name}-0` },
  }));
  const pod = { apiVersion: "v1", kind: "Pod", ...template };
  return {
    ...pod,
    metadata: { ...pod.metadata, name: `${name}-0` },
    // A pod is refused without its account, and of all that was checked nothing is there.
    spec: { ...pod.spec, volumes: [...volumes, ...claims], serviceAccountName: "default" },
  };
}

/** The provider names what has no name of its own. */
function named(name: string, object: ProgramObject): ProgramObject {
  return { ...object, metadata: { ...object.metadata, name: object.metadata.name || name } };
}

/** What an API server makes of the inputs: a name where there is none. */
export const withName: Serve = (_type, inputs) => ({
  ...inputs,
  metadata: { name: "generated", ...(inputs.metadata as object | undefined) },
});
