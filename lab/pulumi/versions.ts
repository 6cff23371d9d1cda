import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The exact versions of Pulumi's packages in package.json, such as `4.34.2`. */
export interface PulumiVersions {
  readonly pulumi: string;
  readonly kubernetes: string;
}

/** What package.json pins. */
export async function pulumiVersions(): Promise<PulumiVersions> {
  const { devDependencies } = JSON.parse(
    await readFile(join(__dirname, "../../package.json"), "utf8"),
  ) as { devDependencies: Readonly<Record<string, string>> };
  const pinned = (name: string) => {
    const version = devDependencies[name];
    if (!version || !/^\d+\.\d+\.\d+$/.test(version)) {
      throw new Error(
        `package.json must pin ${name} to an exact version, such as 1.2.3; it has ${version}.`,
      );
    }
    return version;
  };
  return { pulumi: pinned("@pulumi/pulumi"), kubernetes: pinned("@pulumi/kubernetes") };
}
