import { readFile } from "node:fs/promises";

import { readObject } from "../network/api";
import { openShiftPrograms } from "../programs/programs";
import { applyObjects } from "./kubectl";
import type { Service } from "./service";

const name = "hello-https";
const namespace = "kube-public";
const address = `configmap/${name} in ${namespace}`;

/** The authority of the image hello-https: what a Route that re-encrypts has to trust. */
export const helloAuthority: Service = {
  name: "hello-authority",
  describe: "the authority of the image hello-https, for Routes that re-encrypt",
  platform: "openshift",
  needs: ["kube-controller-manager"],

  async start({ programs }) {
    const certificate = await readFile(openShiftPrograms(programs).helloCertificate, "utf8");
    await applyObjects(programs, [
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name, namespace },
        data: { "ca.crt": certificate },
      },
    ]);
  },

  async check() {
    const found = await readObject(`/api/v1/namespaces/${namespace}/configmaps/${name}`);
    return found
      ? { state: "running", address }
      : { state: "stopped", address, reason: "it is not in the cluster" };
  },

  /** It goes with the cluster's data. */
  stop: () => Promise.resolve(),
};
