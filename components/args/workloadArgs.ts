import type * as pulumi from "@pulumi/pulumi";
import type { AutoscalingArgs } from "./autoscalingArgs";
import type { DrainArgs } from "./drainArgs";
import type { EnvironmentSource, Variable } from "./environmentArgs";
import type { MountArgs } from "./mountArgs";
import type { ImagePullPolicy, PodPatch } from "./podArgs";
import type { ProbeArgs } from "./probeArgs";
import type { Resources } from "./resourceArgs";
import type { SessionStoreArgs } from "./sessionStoreArgs";
import type { StorageArgs } from "./storageArgs";

/** The pods of an application. */
export interface WorkloadArgs {
  /**
   * The application's image.
   * @format imageReference
   * @config image
   * @inStack docker.io/nginxdemos/nginx-hello:plain-text
   * @example registry.example.com/team/app:1
   */
  image: pulumi.Input<string>;
  /**
   * The Secrets that images are pulled with, by their names, for every pod that is made: the application's with its
   * drain gate, and the session store's.
   * @default []
   * @format objectName
   * @config imagePullSecrets
   * @example ["regcred"]
   */
  imagePullSecrets?: pulumi.Input<string>[];
  /**
   * When the kubelet pulls the application's image.
   * @default - `Always` for the tag `latest` or none, `IfNotPresent` for any other
   * @config imagePullPolicy
   */
  imagePullPolicy?: ImagePullPolicy;
  /**
   * What the container runs in place of the image's entry point, word by word.
   * @default - the image's entry point
   * @config command
   * @example ["/opt/app/bin/server"]
   */
  command?: pulumi.Input<string>[];
  /**
   * The arguments of the entry point or of `command`, word by word.
   * @default - those of the image
   * @config args
   * @example ["start", "--verbose"]
   */
  args?: pulumi.Input<string>[];
  /**
   * The number of the user that the application runs as, for an image that names root or a user without a number.
   * @default - the user of the image, which has to be a number other than 0
   * @platform kubernetes
   * @minimum 1
   * @maximum 2147483647
   * @reason the pods run as no root user (runAsNonRoot), and Kubernetes takes numbers, no names (id -u in the image tells the number)
   * @elsewhere OpenShift gives each namespace users of its own and starts no others
   * @config runAsUser
   * @example 1000
   */
  runAsUser?: pulumi.Input<number>;
  /**
   * The number of the group that the application runs as.
   * @default - the group of the image
   * @platform kubernetes
   * @minimum 1
   * @maximum 2147483647
   * @reason group 0 is root's, and Kubernetes takes numbers, no names (id -g in the image tells the number)
   * @elsewhere OpenShift runs each pod in the group 0, by which its user can read the image's files
   * @config runAsGroup
   * @example 1000
   */
  runAsGroup?: pulumi.Input<number>;
  /**
   * The number of the group that the pods' volumes are given to, so that the application can write to them.
   * @default - 65534 with `storage`, else the owner of each volume stays
   * @platform kubernetes
   * @minimum 1
   * @maximum 2147483647
   * @reason group 0 is root's, and Kubernetes takes numbers, no names (id -g in the image tells the number)
   * @elsewhere OpenShift gives each namespace a group of its own for volumes and takes no other
   * @config fsGroup
   * @example 1000
   */
  fsGroup?: pulumi.Input<number>;
  /**
   * Whether the image's file system can only be read. `writablePaths` stay writable in either case.
   * @default true
   * @config readOnlyRootFilesystem
   */
  readOnlyRootFilesystem?: boolean;
  /**
   * An existing ServiceAccount that the pods run under.
   * @default - one of their own, which grants nothing
   * @format objectName
   * @config serviceAccountName
   * @example app
   */
  serviceAccountName?: pulumi.Input<string>;
  /**
   * Paths of the host that another port of the same pods serves, with that port: of Odoo `/websocket` and 8072. A client
   * has one pod for all of them, which few controllers can do.
   * @default {}
   * @keys urlPath
   * @format portNumber
   * @config pathPorts
   * @example {"/websocket": "8072"}
   */
  pathPorts?: Record<string, string>;
  /**
   * How many pods; with autoscaling the fewest. With more than one there is a disruption budget too.
   *
   * It is known before anything is made, as `host` is, which says how to have it from another stack.
   * @default 3
   * @minimum 1
   * @maximum 2147483647
   * @config replicas
   */
  replicas?: number;
  /**
   * Lets the number of pods grow with their load.
   * @default - it stays at `replicas`
   */
  autoscaling?: AutoscalingArgs;
  /**
   * How long a new pod has to be ready before an update goes on to the next one, in seconds.
   * @default 5
   * @minimum 0
   * @maximum 2147483647
   * @unit seconds
   * @config minReadySeconds
   */
  minReadySeconds?: number;
  /**
   * Environment variables by name: a value, or `{secret: NAME, key: KEY}`, `{configMap: NAME, key: KEY}`,
   * `{fieldRef: {fieldPath: PATH}}`. Secret values are in a Secret of the application, and a changed one restarts the
   * pods, one at a time. Numbers and booleans arrive as YAML reads them: quote what is no plain whole number, such as
   * 1.10 or 007, and words such as yes.
   * @default {}
   * @keys variableName
   * @canBeSecret
   * @config environment
   */
  environment?: Record<string, Variable>;
  /**
   * Secrets and ConfigMaps whose entries are environment variables; the last one that has a variable wins, and
   * `environment` wins over all. Their changes arrive with the next start of a pod.
   * @default []
   * @config environmentFrom
   * @example [{"secret": "database", "prefix": "DB_"}]
   */
  environmentFrom?: EnvironmentSource[];
  /**
   * Files and folders of the application's container, each from a Secret, a ConfigMap, a claim or a text of its own.
   * @default []
   * @config mounts
   * @example [{"path": "/etc/app", "configMap": "app-settings"}]
   */
  mounts?: MountArgs[];
  /**
   * What a pod requests and may use. The limit of `ephemeral-storage` is also the size of each writable folder.
   * @default {}
   */
  resources?: Resources;
  /**
   * The path whose answer says that the application has started and is ready; `startup`, `readiness` and
   * `liveness` may have their own.
   * @default "/"
   * @format urlPath
   * @config probePath
   */
  probePath?: pulumi.Input<string>;
  /**
   * Whether the pod gets requests. When it fails, the controllers move the pod's clients, and they do not come back.
   * @default - after 3 failures in a row, each after 5 s; with `drain.mode` `app` at the first refusal
   */
  readiness?: ProbeArgs;
  /**
   * Whether the container is to be restarted, which loses the sessions in its memory. An empty object turns it on
   * with its defaults.
   * @default - never: a process that ends is restarted without it
   */
  liveness?: ProbeArgs;
  /**
   * How long a start may take; the other two begin after its first success.
   * @default - 5 minutes
   */
  startup?: ProbeArgs;
  /**
   * Folders that the image writes to; the rest of its file system is read-only.
   * @default ["/tmp"]
   * @format folder
   * @config writablePaths
   */
  writablePaths?: string[];
  /**
   * A volume for each pod, which is kept when the pod, its StatefulSet or the whole application is deleted.
   * @default - none
   */
  storage?: StorageArgs;
  /**
   * What else the pods need, as Kubernetes has it: a patch of the pod template (`metadata` with labels and annotations,
   * `spec`) that is merged into it strategically, so that containers, volumes and variables are found by their name. What
   * belongs to the affinity or to the drain has settings of its own and is refused here.
   * @default - none
   * @config pod
   * @example {"spec": {"nodeSelector": {"disktype": "ssd"}}}
   */
  pod?: PodPatch;
  /**
   * Whether pods get a token for the Kubernetes API.
   * @default false
   * @config automountServiceAccountToken
   */
  automountServiceAccountToken?: boolean;
  /**
   * Whether only the proxy, and the pods of the application among themselves, can reach the pods. The cluster has to
   * enforce NetworkPolicies.
   * @default false
   * @config networkPolicy
   */
  networkPolicy?: boolean;
  /**
   * The namespace of the controller's proxy.
   * @default - the one of the controller's installation, where it is the same everywhere; required for the others
   * @platform kubernetes
   * @elsewhere OpenShift's routers are known by a label of their namespace, wherever they run
   * @onlyWith networkPolicy true
   * @format dnsLabel
   * @allowed the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)
   * @config proxyNamespace
   * @example traefik
   */
  proxyNamespace?: string;
  /**
   * Who else may reach the port of the application: namespaces by name, such as that of the monitoring, and addresses
   * as CIDR. Pods of this application reach each other anyway.
   * @default []
   * @onlyWith networkPolicy true
   * @format networkSource
   * @config networkPolicyFrom
   * @example ["monitoring", "10.0.0.0/8"]
   */
  networkPolicyFrom?: pulumi.Input<string>[];
  /**
   * Where sessions are, so that they outlive their pod. The application itself has to put them there.
   * @default - none
   */
  sessionStore?: SessionStoreArgs;
  /**
   * How a pod ends without losing a request.
   * @default {}
   */
  drain?: DrainArgs;
}
