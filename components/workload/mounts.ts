import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { MountArgs } from "../args/stickyAppArgs";
import { transformed } from "../args/transforms";
import type { Plan } from "../resolve/plan";
import { metadataOfVersion, resourceNameOfVersion } from "./labels";

type Volume = k8s.types.input.core.v1.Volume;
type VolumeMount = k8s.types.input.core.v1.VolumeMount;

/** The objects that the files of `content` are in, each present where there is such a file. */
export interface Files {
  readonly configMap: k8s.core.v1.ConfigMap | undefined;
  /** Of those that may be secrets. */
  readonly secret: k8s.core.v1.Secret | undefined;
}

/**
 * The texts of files. As with the environment's Secret each content has an object of its own name, so that a changed text
 * restarts the pods one at a time: a file that is mounted as one is not updated in a running pod.
 */
export function createFiles(plan: Plan, opts: pulumi.CustomResourceOptions): Files {
  const { plain, hidden } = textsOf(plan);
  const common = { metadata: metadataOfVersion(plan), immutable: true };
  return {
    configMap:
      Object.keys(plain).length === 0
        ? undefined
        : new k8s.core.v1.ConfigMap(
            resourceNameOfVersion(plan, "files"),
            transformed(plan.transform.filesConfigMap, { ...common, data: plain }),
            opts,
          ),
    secret:
      Object.keys(hidden).length === 0
        ? undefined
        : new k8s.core.v1.Secret(
            resourceNameOfVersion(plan, "files"),
            transformed(plan.transform.filesSecret, {
              ...common,
              type: "Opaque",
              stringData: pulumi.secret(hidden),
            }),
            opts,
          ),
  };
}

function textsOf({ mounts }: Plan): {
  plain: Record<string, string>;
  hidden: Record<string, pulumi.Input<string>>;
} {
  const plain: Record<string, string> = {};
  const hidden: Record<string, pulumi.Input<string>> = {};
  for (const [index, mount] of mounts.entries()) {
    if (typeof mount.content === "string") {
      plain[fileKey(mount, index)] = mount.content;
    } else if (mount.content !== undefined) {
      hidden[fileKey(mount, index)] = mount.content;
    }
  }
  return { plain, hidden };
}

/** The key of a file: its name for people, its number so that it is the only one. */
function fileKey({ path }: MountArgs, index: number): string {
  const name = path.split("/").findLast((step) => step !== "") ?? "";
  return `${index}-${name.replaceAll(/[^-._A-Za-z0-9]/g, "_").slice(-200)}`;
}

const plainFiles = "files";
const secretFiles = "secret-files";

/** The volumes and where the container finds them. */
export function mountsOf(
  { mounts }: Plan,
  { configMap, secret }: Files,
): { volumes: Volume[]; volumeMounts: VolumeMount[] } {
  const volumes: Volume[] = [
    ...(configMap ? [{ name: plainFiles, configMap: { name: configMap.metadata.name } }] : []),
    ...(secret ? [{ name: secretFiles, secret: { secretName: secret.metadata.name } }] : []),
  ];
  // One volume for each source, however often it is mounted: the kubelet attaches a claim to a pod only once.
  const named = new Map<unknown, string>();
  const volumeMounts = mounts.map((mount, index): VolumeMount => {
    const { path: mountPath, content, key, readOnly = mount.claim === undefined } = mount;
    const common = { mountPath, ...(readOnly && { readOnly }) };
    if (content !== undefined) {
      const name = typeof content === "string" ? plainFiles : secretFiles;
      return { name, ...common, subPath: fileKey(mount, index) };
    }
    const source = volumeOf(mount);
    const known = named.get(source.id);
    const name = known ?? `mount-${index}`;
    if (known === undefined) {
      named.set(source.id, name);
      volumes.push({ name, ...source.volume });
    }
    const subPath = key ?? mount.subPath;
    return { name, ...common, ...(subPath !== undefined && { subPath }) };
  });
  return { volumes, volumeMounts };
}

/** The source of a volume, and what tells it from the others: its name, or the output that has the name. */
function volumeOf({ secret, configMap, claim = "" }: MountArgs): {
  id: unknown;
  volume: Omit<Volume, "name">;
} {
  const id = (kind: string, name: pulumi.Input<string>) =>
    typeof name === "string" ? `${kind} ${name}` : name;
  if (secret !== undefined) {
    return { id: id("secret", secret), volume: { secret: { secretName: secret } } };
  }
  if (configMap !== undefined) {
    return { id: id("configMap", configMap), volume: { configMap: { name: configMap } } };
  }
  return { id: id("claim", claim), volume: { persistentVolumeClaim: { claimName: claim } } };
}
