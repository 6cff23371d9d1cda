import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { cached } from "../cache/cache";
import { folders } from "../state/folders";
import { reasonOf } from "../progress/reason";
import type { Report } from "../progress/report";

/** How long a failed download is remembered. */
const memoryHours = 24;

/** How the official plugin is asked for. */
export interface OfficialRequest {
  /** Absolute path of Pulumi's command line, which downloads it. */
  readonly pulumi: string;
  /** Of the plugin, such as `4.34.2`. */
  readonly version: string;
  /** When to give up. */
  readonly timeoutSeconds: number;
  /** Whether to fail at once, with the same reason, when a download failed lately. */
  readonly remember: boolean;
}

/**
 * The folder of the official Kubernetes provider plugin, downloaded once.
 *
 * @throws what Pulumi says when it cannot be downloaded
 */
export async function officialProvider(request: OfficialRequest, report: Report): Promise<string> {
  const { version, remember } = request;
  const refusal = join(folders.cache, `official-provider-${version}.refused`);
  return cached(
    "official-provider",
    [version, process.platform, process.arch],
    async (folder) => {
      const earlier = remember ? await recentRefusal(refusal) : undefined;
      if (earlier !== undefined) {
        throw new Error(earlier);
      }
      report(`downloading the official Kubernetes provider ${version}`);
      try {
        await download(request, folder);
        await rm(refusal, { force: true });
      } catch (error) {
        await writeFile(refusal, reasonOf(error));
        throw error;
      }
    },
    report,
  );
}

async function recentRefusal(file: string): Promise<string | undefined> {
  try {
    const ageHours = (Date.now() - (await stat(file)).mtimeMs) / 3_600_000;
    return ageHours < memoryHours ? await readFile(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

async function download(request: OfficialRequest, folder: string): Promise<void> {
  const { pulumi, version, timeoutSeconds } = request;
  const home = join(folder, "home");
  await mkdir(home);
  const { failed, timedOut, all } = await execa(
    pulumi,
    ["plugin", "install", "resource", "kubernetes", version],
    {
      cwd: folder,
      env: { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
      all: true,
      reject: false,
      timeout: timeoutSeconds * 1000,
    },
  );
  if (failed) {
    throw new Error(timedOut ? `no answer within ${timeoutSeconds} s` : lastReason(all ?? ""));
  }
  await rename(join(home, `plugins/resource-kubernetes-v${version}`), join(folder, "plugin"));
  await rm(home, { recursive: true });
}

/** Pulumi tells the reason in its warnings; its final error only counts the attempts. */
function lastReason(output: string): string {
  const lines = output.trim().split("\n");
  return lines.findLast((line) => line.startsWith("warning: ")) ?? lines.at(-1) ?? "";
}
