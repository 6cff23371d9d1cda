import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ImageArchive } from "../images/image";
import type { Programs } from "../programs/programs";
import type { Report } from "../progress/report";
import { stateFiles } from "../state/stateFiles";
import { ctr } from "./containerd";
import type { Service } from "./service";

/** Archives by the names of their images; an archive's path changes with its content. */
type Archives = Readonly<Record<string, ImageArchive>>;

/** The paths of the archives that containerd has, by the names of their images. */
const recordFile = join(stateFiles.containerd, "imported-images.json");

/** The images that pods are made from; there is no registry to pull any from. */
export const images: Service = {
  name: "images",
  describe: "images that pods are made from",
  needs: ["containerd"],

  async start({ programs, report }) {
    await importImages(programs, programs.images, report);
  },

  async check(programs) {
    const references = referencesOf(programs.images);
    const missing = referencesOf(await missingArchives(programs, programs.images));
    const address = `${references.length} images`;
    return missing.length > 0
      ? { state: "failing", address, reason: `not imported: ${missing.join(", ")}` }
      : { state: "running", address };
  },

  /** They go with containerd's folder. */
  stop: () => Promise.resolve(),
};

/** Gives containerd those of the archives that it does not have. */
export async function importImages(
  programs: Programs,
  archives: Archives,
  report: Report,
): Promise<void> {
  for (const [name, { archive, references }] of Object.entries(
    await missingArchives(programs, archives),
  )) {
    report(`imports ${references.join(", ")}`);
    await ctr(programs, ["images", "import", archive]);
    await writeFile(recordFile, JSON.stringify({ ...(await imported()), [name]: archive }));
  }
}

async function missingArchives(programs: Programs, archives: Archives): Promise<Archives> {
  const before = await imported();
  const present = (await ctr(programs, ["images", "list", "--quiet"])).split("\n");
  return Object.fromEntries(
    Object.entries(archives).filter(
      ([name, { archive, references }]) =>
        before[name] !== archive || !references.every((reference) => present.includes(reference)),
    ),
  );
}

async function imported(): Promise<Readonly<Record<string, string>>> {
  return readFile(recordFile, "utf8").then(
    (content) => JSON.parse(content) as Record<string, string>,
    () => ({}),
  );
}

function referencesOf(archives: Archives): string[] {
  return Object.values(archives).flatMap(({ references }) => references);
}
