import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { labels, metadata, selectorLabels, resourceName } from "../workload/labels";
import { pullSecrets } from "../workload/podSpec";
import { defaultTimings } from "../workload/probes";
import { type SessionStore, storeName, storePort } from "./sessionStorePlan";

/** The objects of a Valkey server. */
export interface Valkey {
  readonly configuration: k8s.core.v1.Secret;
  readonly service: k8s.core.v1.Service;
  readonly statefulSet: k8s.apps.v1.StatefulSet;
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy;
}

const portName = "redis";
const configurationFolder = "/etc/valkey";
const configurationFile = "valkey.conf";
/** The user `valkey` of the official image, which names root and leaves it to its entry point to change. */
const user = 999;

/**
 * One Valkey server that keeps the sessions on a volume. One, since it is back within seconds and
 * applications bear that: what it was told more than a second ago it still knows then.
 */
export function createValkey(
  plan: Plan,
  store: SessionStore & { type: "valkey" },
  opts: pulumi.CustomResourceOptions,
): Valkey {
  const configuration = createConfiguration(plan, store.password, opts);
  const service = createService(plan, opts);
  return {
    configuration,
    service,
    statefulSet: createServer(plan, store, { configuration, service }, opts),
    networkPolicy: createPolicy(plan, opts),
  };
}

/** What the server is told at its start; a Secret, as the password is in it and has no business on a command line. */
function createConfiguration(
  plan: Plan,
  password: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret {
  const name = `${storeName(plan.name)}-config`;
  return new k8s.core.v1.Secret(
    resourceName(plan, name),
    transformed(plan.transform.sessionStoreSecret, {
      metadata: storeMetadata(plan, name),
      type: "Opaque",
      stringData: {
        [configurationFile]: pulumi.secret(pulumi.output(password).apply(configurationOf)),
      },
    }),
    opts,
  );
}

/** The server's configuration. */
export function configurationOf(password: string): string {
  return `${[
    `port ${storePort}`,
    "bind * -::*",
    `requirepass "${escaped(password)}"`,
    "dir /data",
    // A log of all changes, written out each second: a snapshot would forget minutes.
    "appendonly yes",
    "appendfsync everysec",
    `save ""`,
    // Full of sessions, it forgets those that nobody has used for long instead of refusing new ones.
    "maxmemory 192mb",
    "maxmemory-policy volatile-lru",
  ].join("\n")}\n`;
}

/** Byte by byte, so that no password can end its own quotes. */
function escaped(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

function createService(plan: Plan, opts: pulumi.CustomResourceOptions): k8s.core.v1.Service {
  const name = storeName(plan.name);
  return new k8s.core.v1.Service(
    resourceName(plan, name),
    transformed(plan.transform.sessionStoreService, {
      // Its readiness is proven by the StatefulSet.
      metadata: storeMetadata(plan, name, { "pulumi.com/skipAwait": "true" }),
      spec: {
        type: "ClusterIP",
        selector: storeSelector(plan),
        ports: [{ name: portName, port: storePort, targetPort: portName, protocol: "TCP" }],
      },
    }),
    opts,
  );
}

function createServer(
  plan: Plan,
  store: SessionStore & { type: "valkey" },
  { configuration, service }: Pick<Valkey, "configuration" | "service">,
  opts: pulumi.CustomResourceOptions,
): k8s.apps.v1.StatefulSet {
  const name = storeName(plan.name);
  const { size, storageClassName } = store.storage;
  const probe = { tcpSocket: { port: portName } };
  return new k8s.apps.v1.StatefulSet(
    resourceName(plan, name),
    transformed(plan.transform.sessionStoreStatefulSet, {
      metadata: storeMetadata(plan, name),
      spec: {
        replicas: 1,
        serviceName: service.metadata.name,
        selector: { matchLabels: storeSelector(plan) },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        volumeClaimTemplates: [
          {
            metadata: { name: "data", labels: storeSelector(plan) },
            spec: {
              accessModes: ["ReadWriteOnce"],
              resources: { requests: { storage: size } },
              ...(storageClassName !== undefined && { storageClassName }),
            },
          },
        ],
        template: {
          metadata: { labels: { ...labels(plan), ...ownLabels(plan) } },
          spec: {
            ...pullSecrets(plan),
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              seccompProfile: { type: "RuntimeDefault" },
              ...(plan.dialect.platform === "kubernetes" && {
                runAsUser: user,
                runAsGroup: user,
                fsGroup: user,
                fsGroupChangePolicy: "OnRootMismatch",
              }),
            },
            containers: [
              {
                name: "valkey",
                image: store.image,
                command: ["valkey-server", `${configurationFolder}/${configurationFile}`],
                ports: [{ name: portName, containerPort: storePort }],
                resources: {
                  // The sessions are on the volume; this is its log.
                  requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "1Mi" },
                  limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "128Mi" },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ["ALL"] },
                  readOnlyRootFilesystem: true,
                },
                // It takes connections once it has read all sessions from its volume.
                startupProbe: { ...probe, ...defaultTimings.startup },
                // There is no other server to go to, and a restart helps none that is only slow.
                readinessProbe: { ...probe, ...defaultTimings.readiness },
                volumeMounts: [
                  { name: "data", mountPath: "/data" },
                  { name: "config", mountPath: configurationFolder, readOnly: true },
                ],
              },
            ],
            volumes: [{ name: "config", secret: { secretName: configuration.metadata.name } }],
          },
        },
      },
    }),
    opts,
  );
}

/** Lets nothing reach the sessions but the application. */
function createPolicy(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
  const name = storeName(plan.name);
  return new k8s.networking.v1.NetworkPolicy(
    resourceName(plan, name),
    transformed(plan.transform.sessionStoreNetworkPolicy, {
      metadata: storeMetadata(plan, name),
      spec: {
        podSelector: { matchLabels: storeSelector(plan) },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: selectorLabels(plan) } }],
            ports: [{ port: portName, protocol: "TCP" }],
          },
        ],
      },
    }),
    opts,
  );
}

/** What the store's pod is known by; nothing that selects the application's selects it too. */
function storeSelector({ name }: Plan): Record<string, string> {
  return { "app.kubernetes.io/name": storeName(name), "app.kubernetes.io/instance": name };
}

function ownLabels(plan: Plan): Record<string, string> {
  return { ...storeSelector(plan), "app.kubernetes.io/component": "session-store" };
}

function storeMetadata(
  plan: Plan,
  name: string,
  annotations?: Record<string, string>,
): ReturnType<typeof metadata> {
  return metadata(plan, name, { annotations, labels: ownLabels(plan) });
}
