import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kubectl } from "./cluster";

/** A folder of this machine, which is the lab's node, as the volume of one claim. */
export class LocalVolume {
  private constructor(
    private readonly name: string,
    /** The class that the claim has to ask for. */
    readonly storageClass: string,
    /** Absolute path. */
    readonly folder: string,
  ) {}

  /** @param storageClass need not exist @default the name */
  static async create(
    name: string,
    { namespace, claim }: { namespace: string; claim: string },
    storageClass = name,
  ): Promise<LocalVolume> {
    const folder = await mkdtemp(join(tmpdir(), "sticky-session-volume-"));
    // The kubelet gives a volume to the pod's group, which has to get in.
    await chmod(folder, 0o770);
    const node = await kubectl(["get", "nodes", "--output=jsonpath={.items[0].metadata.name}"]);
    await kubectl(
      ["create", "--filename=-"],
      JSON.stringify({
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name },
        spec: {
          capacity: { storage: "1Gi" },
          accessModes: ["ReadWriteOnce"],
          persistentVolumeReclaimPolicy: "Retain",
          storageClassName: storageClass,
          claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claim },
          local: { path: folder },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: "kubernetes.io/hostname", operator: "In", values: [node] },
                  ],
                },
              ],
            },
          },
        },
      }),
    );
    return new LocalVolume(name, storageClass, folder);
  }

  /** Removes it with all that is on it. */
  async dispose(): Promise<void> {
    await kubectl(["delete", "persistentvolume", this.name, "--ignore-not-found", "--wait=false"]);
    await rm(this.folder, { recursive: true, force: true });
  }
}
