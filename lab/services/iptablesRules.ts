/** The lab's own chain. */
const ownChain = "STICKY-SESSION";

/** Chains of the lab: its own, and those that kube-proxy and the kubelet make. */
const labChain = /^(STICKY-SESSION$|KUBE-)/;

/** Input for `iptables-restore --noflush`: accepts whatever is forwarded from or to the bridge. */
export function acceptingRules(bridge: string): string {
  return [
    "*filter",
    `:${ownChain} - [0:0]`,
    `-I FORWARD -j ${ownChain}`,
    `-A ${ownChain} -i ${bridge} -j ACCEPT`,
    `-A ${ownChain} -o ${bridge} -j ACCEPT`,
    "COMMIT",
    "",
  ].join("\n");
}

/** Whether the lab has rules among those that `iptables-save` printed: it makes its chain first. */
export function hasLabRules(saved: string): boolean {
  return saved.includes(`\n:${ownChain} `);
}

/** Whether those rules have chains of a kube-proxy, the lab's or another one's. */
export function hasKubernetesRules(saved: string): boolean {
  return /^:KUBE-(SERVICES|FORWARD) /m.test(saved);
}

/**
 * Input for `iptables-restore --noflush` that removes the lab's chains and every rule that leads
 * into them, and nothing else; empty when there is nothing to remove.
 *
 * @param saved - what `iptables-save` printed
 */
export function removal(saved: string): string {
  const commands: string[] = [];
  for (const table of saved.split(/^(?=\*)/m).filter((part) => part.startsWith("*"))) {
    const lines = table.split("\n");
    const chains = lines
      .map((line) => /^:(\S+)/.exec(line)?.[1] ?? "")
      .filter((chain) => labChain.test(chain));
    if (chains.length > 0) {
      const leading = lines.filter((line) => {
        const [, chain = "", target = ""] = /^-A (\S+).* -[jg] (\S+)/.exec(line) ?? [];
        return !labChain.test(chain) && labChain.test(target);
      });
      commands.push(
        lines[0] ?? "",
        // Declaring a chain empties it, and only an empty one can be removed.
        ...chains.map((chain) => `:${chain} - [0:0]`),
        ...leading.map((line) => line.replace(/^-A/, "-D")),
        ...chains.map((chain) => `-X ${chain}`),
        "COMMIT",
        "",
      );
    }
  }
  return commands.join("\n");
}
