import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { cached, type CacheInput } from "../cache/cache";
import type { Report } from "../progress/report";
import { imageArchive } from "./archive";
import { gate } from "./gate/recipe";
import { hello } from "./hello/recipe";
import { helloHttps } from "./helloHttps/recipe";
import { jupyter } from "./jupyter/recipe";
import type { ImageEntry, ImageRecipe } from "./recipe";
import { sandbox } from "./sandbox/recipe";
import { shop } from "./shop/recipe";
import { store } from "./store/recipe";
import { tomcat } from "./tomcat/recipe";

/** The images that every lab has; the folder beside this file has each one's recipe. */
const recipes = { gate, hello, helloHttps, sandbox, shop, store } satisfies Record<
  string,
  ImageRecipe
>;

/** Those of applications of `examples/apps`, for labs that are asked for them. */
const applications = { jupyter, tomcat } satisfies Record<string, ImageRecipe>;

/** The name of an image that every lab has. */
export type ImageName = keyof typeof recipes;

/** The name of an application's image. */
export type ApplicationImageName = keyof typeof applications;
export const applicationImages = Object.keys(applications) as ApplicationImageName[];

/** An archive with one image or several. */
export interface ImageArchive {
  /** The names that the archive's images have; the first one is the one to use. */
  readonly references: readonly [string, ...string[]];
  /** Absolute path, for `ctr --namespace k8s.io images import`. */
  readonly archive: string;
}

/** Makes an image without a container engine and without a registry, once. */
export async function buildImage(
  name: ImageName | ApplicationImageName,
  report: Report,
): Promise<ImageArchive> {
  const recipe: ImageRecipe = { ...recipes, ...applications }[name];
  const entries = await recipe.files(report);
  const folder = await cached(
    `image-${name}`,
    [
      { file: join(__dirname, "archive.ts") },
      process.arch,
      JSON.stringify(recipe.images),
      ...entries.flatMap(inputs),
    ],
    async (target) => {
      await writeFile(join(target, archiveName), await imageArchive(recipe.images, entries));
      report(`image ${name}: made`);
    },
    report,
  );
  const [first, ...others] = recipe.images;
  return {
    references: [first.reference, ...others.map(({ reference }) => reference)],
    archive: join(folder, archiveName),
  };
}

const archiveName = "image.tar";

function inputs(entry: ImageEntry): CacheInput[] {
  if (entry.kind === "file") {
    const { source, ...rest } = entry;
    return [JSON.stringify(rest), { file: source }];
  }
  return [JSON.stringify(entry)];
}
