import { dirname, join } from "node:path";

import { run } from "../process/command";
import { network } from "../network/network";
import type { Programs } from "../programs/programs";
import type { Service } from "./service";
import { acceptingRules, hasKubernetesRules, hasLabRules, removal } from "./iptablesRules";

/** Rules that let pods through where the machine's own rules forward nothing. */
export const firewall: Service = {
  name: "firewall",
  describe: "lets the pods' packets through",
  needs: ["bridge"],

  async start({ programs }) {
    const saved = await save(programs, "iptables");
    if (!hasLabRules(saved)) {
      if (hasKubernetesRules(saved)) {
        throw new Error(
          "There are iptables rules of another Kubernetes on this machine (chain KUBE-SERVICES), " +
            "and the lab's rules would conflict with them. Use another machine, or stop that Kubernetes first.",
        );
      }
      await restore(programs, "iptables", acceptingRules(network.bridge));
    }
  },

  async check(programs) {
    return hasLabRules(await save(programs, "iptables"))
      ? { state: "running" }
      : { state: "stopped", reason: "its iptables rules are missing" };
  },

  async stop({ programs }) {
    // Without its own chain the lab has none, and those of a kube-proxy are another's.
    if (programs && hasLabRules(await save(programs, "iptables"))) {
      for (const family of ["ip6tables", "iptables"] as const) {
        const input = removal(await save(programs, family));
        if (input) {
          await restore(programs, family, input);
        }
      }
    }
  },
};

type Family = "iptables" | "ip6tables";

async function save(programs: Programs, family: Family): Promise<string> {
  return run(command(programs, `${family}-save`), []);
}

async function restore(programs: Programs, family: Family, input: string): Promise<void> {
  // -w: kube-proxy may hold the lock at the moment.
  await run(command(programs, `${family}-restore`), ["--noflush", "-w", "5"], { input });
}

function command({ debian }: Programs, name: string): string {
  return join(dirname(debian.iptables), name);
}
