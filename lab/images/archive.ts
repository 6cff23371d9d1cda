import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { buffer } from "node:stream/consumers";

import { type Header, pack } from "tar-stream";

import type { ImageConfig, ImageEntry } from "./recipe";

/** Fixed, so that the same content always gives the same image ID. */
const created = new Date(0);

/**
 * Images that share one layer, as an archive in the form of `docker save`, which
 * `ctr images import` and `docker load` read.
 *
 * Format: https://github.com/moby/docker-image-spec/blob/main/v1.2.md
 */
export async function imageArchive(
  images: readonly ImageConfig[],
  entries: readonly ImageEntry[],
): Promise<Buffer> {
  const layer = await tar(await Promise.all(withFolders(entries).map(layerFile)));
  const layerName = "layer.tar";
  const configs = images.map((image) => {
    const content = JSON.stringify(configuration(image, `sha256:${sha256(layer)}`));
    return { reference: image.reference, name: `${sha256(content)}.json`, content };
  });
  const manifest = configs.map(({ reference, name }) => ({
    Config: name,
    RepoTags: [reference],
    Layers: [layerName],
  }));
  return tar([
    ...configs.map(({ name, content }) => ({ header: { name }, content })),
    { header: { name: layerName }, content: layer },
    { header: { name: "manifest.json" }, content: JSON.stringify(manifest) },
  ]);
}

function configuration(image: ImageConfig, diffId: string): object {
  const { user, entrypoint, environment = {}, ports = [], stopSignal, labels } = image;
  return {
    created: created.toISOString(),
    architecture: process.arch === "x64" ? "amd64" : process.arch,
    os: "linux",
    config: {
      User: user,
      Entrypoint: entrypoint,
      Env: [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      ],
      ExposedPorts: Object.fromEntries(ports.map((port) => [`${port}/tcp`, {}])),
      StopSignal: stopSignal,
      Labels: labels,
    },
    rootfs: { type: "layers", diff_ids: [diffId] },
    history: [{ created: created.toISOString(), created_by: "sticky-session lab" }],
  };
}

/** The entries in the order of their paths, each after the folder that it is in. */
function withFolders(entries: readonly ImageEntry[]): ImageEntry[] {
  const all = new Map<string, ImageEntry>();
  for (const entry of entries) {
    for (let path = dirname(entry.path); path !== "."; path = dirname(path)) {
      all.set(path, all.get(path) ?? { path, kind: "folder", mode: 0o755 });
    }
    all.set(entry.path, entry);
  }
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface TarFile {
  readonly header: Partial<Header> & Pick<Header, "name">;
  /** `@default` none, as for folders and links */
  readonly content?: Buffer | string;
}

async function layerFile(entry: ImageEntry): Promise<TarFile> {
  const name = entry.path;
  switch (entry.kind) {
    case "folder":
      return { header: { name, type: "directory", mode: entry.mode } };
    case "link":
      return { header: { name, type: "symlink", mode: 0o777, linkname: entry.target } };
    case "file":
      return {
        header: { name, type: "file", mode: entry.mode },
        content: await readFile(entry.source),
      };
  }
}

async function tar(files: readonly TarFile[]): Promise<Buffer> {
  const stream = pack();
  for (const { header, content } of files) {
    const complete = { mode: 0o644, ...header, mtime: created, uid: 0, gid: 0 };
    if (content === undefined) {
      stream.entry(complete);
    } else {
      stream.entry(complete, content);
    }
  }
  stream.finalize();
  return buffer(stream);
}

function sha256(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
