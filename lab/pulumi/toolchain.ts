import { dirname } from "node:path";

import type { Report } from "../progress/report";
import { pulumiCommands } from "./commands";
import { installKubernetesProvider, type KubernetesProvider } from "./kubernetesProvider";
import { pulumiVersions } from "./versions";

/** A Pulumi that can run the program against a cluster. */
export interface PulumiToolchain {
  /** The folders of `pulumi` and `pulumi-language-nodejs`, for the front of PATH. */
  readonly path: readonly string[];
  /** The version of @pulumi/pulumi, to which the command line fits. */
  readonly version: string;
  /** Which plugin serves Kubernetes resources. */
  readonly provider: KubernetesProvider;
}

/**
 * Makes Pulumi ready: the user's own command line if it suits, else one built here, and the
 * Kubernetes provider in the lab's PULUMI_HOME. Nothing outside the lab's folders is changed.
 */
export async function pulumiToolchain(report: Report): Promise<PulumiToolchain> {
  const versions = await pulumiVersions();
  const { pulumi, languageHost } = await pulumiCommands(versions.pulumi, report);
  return {
    path: [...new Set([dirname(pulumi), dirname(languageHost)])],
    version: versions.pulumi,
    provider: await installKubernetesProvider(pulumi, versions.kubernetes, report),
  };
}
