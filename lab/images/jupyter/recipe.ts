import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { cached } from "../../cache/cache";
import { writeDebianCommand } from "../../programs/debianCommand";
import { debianDependency, debianFiles } from "../../programs/debianFiles";
import type { Report } from "../../progress/report";
import { busybox } from "../busybox";
import { debianRoot } from "../debianRoot";
import { folderEntries } from "../folder";
import type { ImageEntry, ImageRecipe } from "../recipe";

const packagesFolder = "opt/jupyter";

/** Jupyter Server with Python kernels. It takes its token from JUPYTER_TOKEN, as the official images do. */
export const jupyter: ImageRecipe = {
  images: [
    {
      reference: "localhost/sticky-session/jupyter:1",
      user: "1000:100",
      entrypoint: ["/usr/bin/python3", "-m", "jupyter_server", "--ip=0.0.0.0", "--port=8888"],
      environment: {
        HOME: "/home/jovyan",
        PYTHONPATH: `/${packagesFolder}`,
        // Modules are compiled for nobody else.
        PYTHONDONTWRITEBYTECODE: "1",
      },
      ports: [8888],
    },
  ],
  files: async (report) => {
    const version = await debianDependency("python3", /^python3\.\d+$/, report);
    const packages = {
      name: "python-packages",
      packages: [
        ...[version, `${version}-minimal`, `lib${version}-stdlib`, `lib${version}-minimal`],
        // What wheels are linked with.
        ...["libstdc++6", "libgcc-s1", "python3-pip-whl"],
      ],
    };
    const root = await debianFiles(packages, report);
    const library = `usr/lib/${version}`;
    return [
      ...(await debianRoot(packages, [`usr/bin/${version}`], report)),
      { path: "usr/bin/python3", kind: "link", target: version },
      ...(await folderEntries(join(root, library), library)),
      ...(await folderEntries(await jupyterPackages({ root, version }, report), packagesFolder)),
      ...(await busybox(["sh"], report)),
      ...["home", "home/jovyan", "home/jovyan/work"].map(
        // Its user writes there, as in the official images.
        (path): ImageEntry => ({ path, kind: "folder", mode: 0o777 }),
      ),
    ];
  },
};

/** The packages of `requirements.txt`, by the pip and the Python of unpacked Debian packages. */
async function jupyterPackages(
  { root, version }: { root: string; version: string },
  report: Report,
): Promise<string> {
  const requirements = join(__dirname, "requirements.txt");
  const folder = await cached(
    "jupyter",
    [{ file: requirements }, { file: __filename }, root],
    async (target) => {
      const python = join(target, "python3");
      await writeDebianCommand(root, `usr/bin/${version}`, python);
      const wheels = join(root, "usr/share/python-wheels");
      const pip = (await readdir(wheels)).find((name) => name.startsWith("pip-"));
      if (pip === undefined) {
        throw new Error(`No pip in ${wheels}.`);
      }
      await mkdir(join(target, "packages"));
      report("image jupyter: installing its packages");
      await execa(
        python,
        [
          ...[join(wheels, pip, "pip"), "install", "--quiet", "--no-cache-dir", "--no-compile"],
          // Wheels alone: nothing of a package runs.
          ...["--require-hashes", "--only-binary=:all:", "--requirement", requirements],
          ...["--target", join(target, "packages")],
        ],
        { env: { PYTHONHOME: join(root, "usr"), PYTHONDONTWRITEBYTECODE: "1" } },
      );
    },
    report,
  );
  return join(folder, "packages");
}
