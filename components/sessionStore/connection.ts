import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import type { StorePart } from "../args/stickyAppArgs";
import { transformed } from "../args/transforms";
import { readStoreUrl } from "../args/storeUrl";
import { withoutStack } from "../withoutStack";
import { metadata, resourceName } from "../workload/labels";
import { type SessionStore, storeName, storePort } from "./sessionStorePlan";

/** How the application reaches the store: its environment variables, by name. */
export interface Connection {
  /** `redis://host:port/database`, or `rediss://` for TLS, without user and password. */
  readonly SESSION_STORE_URL: string;
  readonly SESSION_STORE_HOST: string;
  readonly SESSION_STORE_PORT: string;
  /** `true` or `false`. */
  readonly SESSION_STORE_TLS: string;
  readonly SESSION_STORE_USERNAME: string;
  readonly SESSION_STORE_PASSWORD: string;
  /** The URL with user and password: only where a variable of the application's choice is to have it. */
  readonly SESSION_STORE_URL_WITH_PASSWORD?: string;
}

/** The entry of the Secret that has a part of the store. */
export const entryOf = {
  url: "SESSION_STORE_URL",
  urlWithPassword: "SESSION_STORE_URL_WITH_PASSWORD",
  host: "SESSION_STORE_HOST",
  port: "SESSION_STORE_PORT",
  tls: "SESSION_STORE_TLS",
  username: "SESSION_STORE_USERNAME",
  password: "SESSION_STORE_PASSWORD",
} as const satisfies Record<StorePart, keyof Connection>;

/** The Secret that the application's environment comes from; nothing of it is in the pod. */
export function createConnectionSecret(
  plan: Plan,
  store: SessionStore,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret {
  const name = storeName(plan.name);
  return new k8s.core.v1.Secret(
    resourceName(plan, name),
    transformed(plan.transform.sessionStoreSecret, {
      metadata: metadata(plan, name),
      type: "Opaque",
      stringData: pulumi.secret(
        (store.type === "valkey"
          ? pulumi.output(store.password).apply((password) => ownConnection(name, password))
          : pulumi.output(store.url).apply(parseStoreUrl)
        ).apply((connection) =>
          Object.values(store.variables).includes("urlWithPassword")
            ? { ...connection, SESSION_STORE_URL_WITH_PASSWORD: withPassword(connection) }
            : connection,
        ),
      ),
    }),
    opts,
  );
}

/** The URL as clients take it that know no other way to be told a password. */
function withPassword(connection: Connection): string {
  const { SESSION_STORE_URL, SESSION_STORE_USERNAME, SESSION_STORE_PASSWORD } = connection;
  if (SESSION_STORE_PASSWORD === "") {
    return SESSION_STORE_URL;
  }
  const url = new URL(SESSION_STORE_URL);
  // Not `url.password`: it leaves characters as they are that some clients take for the end of the password.
  const user = encodeURIComponent(SESSION_STORE_USERNAME);
  const password = encodeURIComponent(SESSION_STORE_PASSWORD);
  return `${url.protocol}//${user}:${password}@${url.host}${url.pathname}`;
}

function ownConnection(host: string, password: string): Connection {
  return {
    SESSION_STORE_URL: `redis://${host}:${storePort}/0`,
    SESSION_STORE_HOST: host,
    SESSION_STORE_PORT: String(storePort),
    SESSION_STORE_TLS: "false",
    SESSION_STORE_USERNAME: "default",
    SESSION_STORE_PASSWORD: password,
  };
}

/**
 * Takes a store's URL apart, so that its password is in one variable and in no other.
 *
 * @throws pulumi.RunError that does not repeat it, if it is none
 */
export function parseStoreUrl(text: string): Connection {
  const url = readStoreUrl(text);
  if (url === undefined) {
    throw withoutStack(
      new pulumi.RunError(
        "sessionStore.url has to be redis[s]://[user:password@]host[:port][/database].",
      ),
    );
  }
  const { isTls, host, port, database, username, password } = url;
  return {
    SESSION_STORE_URL: `${isTls ? "rediss" : "redis"}://${host}:${port}/${database}`,
    SESSION_STORE_HOST: host,
    SESSION_STORE_PORT: port,
    SESSION_STORE_TLS: String(isTls),
    SESSION_STORE_USERNAME: username,
    SESSION_STORE_PASSWORD: password,
  };
}
