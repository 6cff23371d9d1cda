import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "../state/exists";
import { folders } from "../state/folders";
import { endAbandonedPlugins } from "../process/plugins";
import type { Programs } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import type { Service } from "./service";

/** One folder with the commands for the user's PATH, and the place of Pulumi's state. */
export const tools: Service = {
  name: "tools",
  describe: "kubectl and pulumi for your shell",
  needs: [],

  async start({ programs }) {
    await mkdir(stateFiles.bin, { recursive: true });
    const links = new Map([
      ["kubectl", await kubectl(programs)],
      ...(await pulumiCommands(programs)),
    ]);
    for (const [name, target] of links) {
      await link(target, join(stateFiles.bin, name));
    }
    for (const name of await readdir(stateFiles.bin)) {
      if (!links.has(name)) {
        await rm(join(stateFiles.bin, name));
      }
    }
    await mkdir(folders.pulumiBackend, { recursive: true });
    if (!(await exists(folders.passphraseFile))) {
      await writeFile(folders.passphraseFile, randomBytes(24).toString("base64url"), {
        mode: 0o600,
      });
    }
  },

  async check() {
    const address = stateFiles.bin;
    return (await exists(join(stateFiles.bin, "kubectl"))) && (await exists(folders.passphraseFile))
      ? { state: "running", address }
      : { state: "stopped", address, reason: `${address} is missing or incomplete` };
  },

  async stop() {
    await endAbandonedPlugins(stateFiles.bin);
    await rm(stateFiles.bin, { recursive: true, force: true });
  },
};

/** Kubernetes' one program takes the name of the command as its first argument. */
async function kubectl({ kubernetes }: Programs): Promise<string> {
  const path = join(stateFiles.configuration, "kubectl");
  await mkdir(stateFiles.configuration, { recursive: true });
  await writeFile(`${path}.new`, `#!/bin/sh\nexec '${kubernetes}' kubectl "$@"\n`, {
    mode: 0o755,
  });
  await rename(`${path}.new`, path);
  return path;
}

/** Makes or changes a link; whoever runs the command meanwhile finds the old one or the new one. */
async function link(target: string, path: string): Promise<void> {
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  await symlink(target, temporary);
  await rename(temporary, path);
}

/** The commands of Pulumi by name; the first folder that has one wins, as on a PATH. */
async function pulumiCommands({ pulumi }: Programs): Promise<Map<string, string>> {
  const commands = new Map<string, string>();
  for (const folder of pulumi) {
    for (const name of await readdir(folder)) {
      if (name.startsWith("pulumi") && !commands.has(name)) {
        commands.set(name, join(folder, name));
      }
    }
  }
  return commands;
}
