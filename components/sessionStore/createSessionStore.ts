import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { createConnectionSecret } from "./connection";
import { createValkey, type Valkey } from "./valkey";

/** Where sessions are when their pod is gone. */
export interface CreatedSessionStore {
  /** What the application's environment comes from. */
  readonly connection: k8s.core.v1.Secret;
  /** Present unless the store is an external one. */
  readonly valkey?: Valkey;
}

/** The session store, where one was asked for. */
export function createSessionStore(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): CreatedSessionStore | undefined {
  const store = plan.sessionStore;
  if (store === undefined) {
    return undefined;
  }
  return {
    connection: createConnectionSecret(plan, store, opts),
    ...(store.type === "valkey" && { valkey: createValkey(plan, store, opts) }),
  };
}
