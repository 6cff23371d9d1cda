import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Programs } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { ctr } from "./containerd";
import type { Service } from "./service";

/** The archives that containerd has; an archive's path changes with its content. */
const recordFile = join(stateFiles.containerd, "imported.json");

/** The images that pods are made from; there is no registry to pull any from. */
export const images: Service = {
  name: "images",
  describe: "images that pods are made from",
  needs: ["containerd"],

  async start({ programs, report }) {
    const missing = await missingArchives(programs);
    for (const { archive, references } of missing) {
      report(`imports ${references.join(", ")}`);
      await ctr(programs, ["images", "import", archive]);
    }
    if (missing.length > 0) {
      await writeFile(recordFile, JSON.stringify(archives(programs).map(({ archive }) => archive)));
    }
  },

  async check(programs) {
    const references = archives(programs).flatMap((archive) => archive.references);
    const missing = (await missingArchives(programs)).flatMap((archive) => archive.references);
    const address = `${references.length} images`;
    return missing.length > 0
      ? { state: "failing", address, reason: `not imported: ${missing.join(", ")}` }
      : { state: "running", address };
  },

  /** They go with containerd's folder. */
  stop: () => Promise.resolve(),
};

function archives({ images }: Programs) {
  return Object.values(images);
}

async function missingArchives(programs: Programs) {
  const imported = await readFile(recordFile, "utf8").then(
    (content) => JSON.parse(content) as string[],
    (): string[] => [],
  );
  const present = (await ctr(programs, ["images", "list", "--quiet"])).split("\n");
  return archives(programs).filter(
    ({ archive, references }) =>
      !imported.includes(archive) || !references.every((name) => present.includes(name)),
  );
}
