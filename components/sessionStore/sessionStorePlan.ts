import type * as pulumi from "@pulumi/pulumi";
import type { SessionStoreArgs, StorageArgs } from "../args/stickyAppArgs";

/** The session store, all decided: a Valkey server beside the application, or one that is there. */
export type SessionStore =
  | {
      readonly type: "valkey";
      readonly password: pulumi.Input<string>;
      readonly image: pulumi.Input<string>;
      readonly storage: Omit<StorageArgs, "mountPath">;
    }
  | { readonly type: "external"; readonly url: pulumi.Input<string> };

/** For every architecture, with the server under the name `valkey-server`. */
export const defaultImage = "docker.io/valkey/valkey:8.1.3";

/** Fills in what was left out; none where there is to be no store. */
export function planSessionStore(args: SessionStoreArgs | undefined): SessionStore | undefined {
  switch (args?.type) {
    case "valkey":
      return {
        type: "valkey",
        password: args.password ?? "",
        image: args.image ?? defaultImage,
        storage: { size: "1Gi", ...args.storage },
      };
    case "external":
      return { type: "external", url: args.url ?? "" };
    case undefined:
      return undefined;
  }
}

/** The name of the store's objects. */
export function storeName(app: string): string {
  return `${app}-session-store`;
}

/** The port of Redis and Valkey servers. */
export const storePort = 6379;
