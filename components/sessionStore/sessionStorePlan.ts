import type * as pulumi from "@pulumi/pulumi";
import type { SessionStoreArgs, StorePart } from "../args/stickyAppArgs";

/** The session store, all decided: a Valkey server beside the application, or one that is there. */
export type SessionStore = {
  /** The application's own variables, and what of the store each has. */
  readonly variables: Readonly<Record<string, StorePart>>;
} & (
  | {
      readonly type: "valkey";
      readonly password: pulumi.Input<string>;
      readonly image: pulumi.Input<string>;
      readonly storage: { readonly size: string; readonly storageClassName?: string };
    }
  | { readonly type: "external"; readonly url: pulumi.Input<string> }
);

/** What its type needs of the arguments; `undefined` where there is to be no store. */
export function planSessionStore({
  type,
  password = "",
  image = "",
  storage: { size = "", storageClassName } = {},
  url = "",
  variables = {},
}: Partial<SessionStoreArgs> = {}): SessionStore | undefined {
  switch (type) {
    case "valkey":
      return { type, password, image, storage: { size, storageClassName }, variables };
    case "external":
      return { type, url, variables };
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
