import { type Exposure, isTlsServed, servedUnder } from "../affinity/exposure";
import type { FilledArgs } from "../args/fillDefaults";

/** What the arguments say of hosts, path and TLS. */
export function exposureOf({ platform, host, hosts, path, tls }: FilledArgs): Exposure {
  const { termination, insecureTraffic = "Redirect" } = tls;
  return {
    ...servedUnder(host === undefined ? hosts : [host, ...hosts]),
    path,
    tls: termination,
    // What a Kubernetes controller does with plain http is a matter of its own settings.
    ...(platform === "openshift" && isTlsServed({ tls: termination }) && { insecureTraffic }),
  };
}
