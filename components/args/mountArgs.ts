import type * as pulumi from "@pulumi/pulumi";

/** A folder or a file in the application's container, from one of `secret`, `configMap`, `claim` and `content`. */
export interface MountArgs {
  /**
   * Where the application finds it.
   * @format folder
   * @example /etc/app
   */
  path: string;
  /**
   * The name of an existing Secret. Its changes reach the folder within minutes, without a restart; a single file
   * (`key`) changes with the next start of the pod.
   * @default - another source
   * @format objectName
   * @example app-keys
   */
  secret?: pulumi.Input<string>;
  /**
   * The name of an existing ConfigMap; its changes arrive as those of a Secret.
   * @default - another source
   * @format objectName
   * @example app-settings
   */
  configMap?: pulumi.Input<string>;
  /**
   * The name of an existing PersistentVolumeClaim, which all pods share: on several nodes it has to allow
   * `ReadWriteMany` or `ReadOnlyMany`.
   * @default - another source
   * @format objectName
   * @example shared-files
   */
  claim?: pulumi.Input<string>;
  /**
   * The text of the file at `path`. It is in a ConfigMap of the application; a Pulumi secret, or what is known only
   * while the program runs, is in a Secret. A changed text restarts the pods, one at a time.
   * @default - another source
   * @canBeSecret
   */
  content?: pulumi.Input<string>;
  /**
   * The one key of the Secret or ConfigMap that is the file at `path`.
   * @default - all of them, as files in the folder `path`
   * @format dataKey
   * @example tls.crt
   */
  key?: pulumi.Input<string>;
  /**
   * The folder or file of the claim that is at `path`.
   * @default - the whole volume
   * @format relativePath
   * @example uploads
   */
  subPath?: pulumi.Input<string>;
  /**
   * Whether the application can only read it. Secrets, ConfigMaps and `content` are never writable.
   * @default - false for a claim, true for the rest
   */
  readOnly?: boolean;
}
