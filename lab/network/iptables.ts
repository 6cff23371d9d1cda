import execa from "execa";

/** The two ways that the programs of iptables talk to the kernel. */
export type IptablesBackend = "nft" | "legacy";

/** One rule for each match and target that kube-proxy and the portmap plugin make use of. */
const rules = `*nat
:LAB-PROBE - [0:0]
-A OUTPUT -m comment --comment "a comment" -m addrtype --dst-type LOCAL -j LAB-PROBE
-A LAB-PROBE -m statistic --mode random --probability 0.5 -m multiport -p tcp --dports 80,443 -j RETURN
-A LAB-PROBE -p tcp -j DNAT --to-destination 127.0.0.1:80
-A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE --random-fully
-A OUTPUT -j MARK --or-mark 0x4000
COMMIT
*filter
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -p tcp -j REJECT
COMMIT
`;

/**
 * The first backend with which this kernel takes the rules of Kubernetes. It is tried in a network
 * namespace that exists only for the trial, so no rule of the machine changes.
 *
 * @param restore - absolute path of `iptables-restore` with a backend
 * @throws the output of all when the kernel takes the rules from none
 */
export async function usableBackend(
  restore: (backend: IptablesBackend) => string,
): Promise<IptablesBackend> {
  const refusals: string[] = [];
  for (const backend of ["nft", "legacy"] as const) {
    const { failed, all } = await execa("unshare", ["--net", restore(backend)], {
      input: rules,
      all: true,
      reject: false,
    });
    if (!failed) {
      return backend;
    }
    refusals.push(`${backend}: ${all ?? ""}`);
  }
  throw new Error(
    `This kernel does not take the iptables rules that Kubernetes needs.\n${refusals.join("\n")}\n` +
      `It needs root, network namespaces, and nf_tables or ip_tables with NAT and conntrack.`,
  );
}
