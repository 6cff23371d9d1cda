import type * as pulumi from "@pulumi/pulumi";

/** `valkey` runs a Valkey server beside the application, `external` uses an existing server. */
export const SessionStoreType = { Valkey: "valkey", External: "external" } as const;
export type SessionStoreType = (typeof SessionStoreType)[keyof typeof SessionStoreType];

/** What the application is told of the store. */
export const StorePart = {
  /** `redis[s]://host:port/database`. */
  Url: "url",
  /** The same with user and password. */
  UrlWithPassword: "urlWithPassword",
  Host: "host",
  Port: "port",
  /** `true` or `false`. */
  Tls: "tls",
  Username: "username",
  Password: "password",
} as const;
export type StorePart = (typeof StorePart)[keyof typeof StorePart];

/** A server that speaks Redis's protocol. */
export interface SessionStoreArgs {
  /**
   * Where sessions are, so that they outlive their pod: `valkey` runs a Valkey server beside the application,
   * `external` uses an existing one. The application finds it by the variables `SESSION_STORE_URL`, `_HOST`,
   * `_PORT`, `_TLS`, `_USERNAME` and `_PASSWORD`, and has to put its sessions there.
   * @config sessionStore
   */
  type: SessionStoreType;
  /**
   * The password of the server, 16 characters or more. Required with `valkey`.
   * @onlyWith sessionStore.type valkey
   * @format password
   * @secret
   * @config sessionStorePassword
   */
  password?: pulumi.Input<string>;
  /**
   * The image of the server, for every architecture, with the server under the name `valkey-server`.
   * @onlyWith sessionStore.type valkey
   * @default "docker.io/valkey/valkey:8.1.3"
   * @format imageReference
   * @config sessionStoreImage
   */
  image?: pulumi.Input<string>;
  /**
   * The volume that the sessions are on, which is kept when the application is deleted.
   * @onlyWith sessionStore.type valkey
   * @default {}
   */
  storage?: SessionStoreStorageArgs;
  /**
   * `redis[s]://[user:password@]host[:port][/database]`. Required with `external`.
   * @onlyWith sessionStore.type external
   * @format storeUrl
   * @secret
   * @config sessionStoreUrl
   */
  url?: pulumi.Input<string>;
  /**
   * Further variables of the application's choice, and what of the store each has: `url`, `urlWithPassword`, `host`,
   * `port`, `tls`, `username` or `password`.
   * @default - `SESSION_STORE_URL` and its like alone
   * @keys variableName
   * @config sessionStoreVariables
   * @example {"REDIS_URL": "urlWithPassword"}
   */
  variables?: Record<string, StorePart>;
}

export interface SessionStoreStorageArgs {
  /**
   * The size of the volume, a Kubernetes quantity.
   * @default "1Gi"
   * @format quantity
   * @config sessionStoreSize
   */
  size?: string;
  /**
   * The StorageClass of the volume.
   * @default - the cluster's default
   * @format objectName
   * @allowed the name of a StorageClass (kubectl get storageclass lists them)
   * @config sessionStoreClass
   */
  storageClassName?: string;
}
