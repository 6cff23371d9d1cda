import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { extract, type Header } from "tar-stream";

import { imageArchive } from "../../../lab/images/archive";
import type { ImageConfig, ImageEntry } from "../../../lab/images/recipe";

interface Unpacked {
  readonly header: Header;
  readonly content: Buffer;
}

async function unpack(archive: Buffer): Promise<Map<string, Unpacked>> {
  const files = new Map<string, Unpacked>();
  const extraction = extract();
  Readable.from([archive]).pipe(extraction);
  for await (const entry of extraction) {
    files.set(entry.header.name, { header: entry.header, content: await buffer(entry) });
  }
  return files;
}

const digest = (content: Buffer) => createHash("sha256").update(content).digest("hex");

describe("imageArchive", () => {
  let folder: string;
  let entries: ImageEntry[];
  const image: ImageConfig = {
    reference: "localhost/app:1",
    user: "101",
    entrypoint: ["/usr/bin/app", "-e"],
    environment: { HOME: "/home/app" },
    ports: [8080],
    stopSignal: "SIGQUIT",
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-image-"));
    writeFileSync(join(folder, "app"), "program", { mode: 0o600 });
    entries = [
      { path: "usr/bin/app", kind: "file", mode: 0o755, source: join(folder, "app") },
      { path: "lib", kind: "link", target: "usr/lib" },
      { path: "tmp", kind: "folder", mode: 0o1777 },
    ];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds a layer with every entry behind its folder, all of root's", async () => {
    const files = await unpack(await imageArchive([image], entries));
    const layer = await unpack(files.get("layer.tar")?.content ?? Buffer.of());
    assert.deepEqual(
      [...layer.values()].map(({ header }) => [header.type, header.name, header.mode]),
      [
        ["symlink", "lib", 0o777],
        ["directory", "tmp", 0o1777],
        ["directory", "usr", 0o755],
        ["directory", "usr/bin", 0o755],
        ["file", "usr/bin/app", 0o755],
      ],
    );
    assert.equal(layer.get("lib")?.header.linkname, "usr/lib");
    assert.equal(layer.get("usr/bin/app")?.content.toString(), "program");
    for (const { header } of layer.values()) {
      assert.deepEqual([header.uid, header.gid, header.mtime.getTime()], [0, 0, 0]);
    }
  });

  it("describes each image by a config of its own over the one layer", async () => {
    const second = { ...image, reference: "localhost/app:2", labels: { version: "2" } };
    const files = await unpack(await imageArchive([image, second], entries));
    const manifest = JSON.parse(files.get("manifest.json")?.content.toString() ?? "") as {
      Config: string;
      RepoTags: string[];
      Layers: string[];
    }[];
    assert.deepEqual(
      manifest.map(({ RepoTags, Layers }) => [RepoTags, Layers]),
      [
        [["localhost/app:1"], ["layer.tar"]],
        [["localhost/app:2"], ["layer.tar"]],
      ],
    );
    const configs = manifest.map(({ Config }) => files.get(Config)?.content ?? Buffer.of());
    assert.deepEqual(
      manifest.map(({ Config }) => Config),
      configs.map((config) => `${digest(config)}.json`),
    );
    assert.notEqual(manifest[0]?.Config, manifest[1]?.Config);

    const { config, rootfs } = JSON.parse(configs[0]?.toString() ?? "") as {
      config: Record<string, unknown>;
      rootfs: unknown;
    };
    assert.deepEqual(rootfs, {
      type: "layers",
      diff_ids: [`sha256:${digest(files.get("layer.tar")?.content ?? Buffer.of())}`],
    });
    assert.equal(config.User, "101");
    assert.deepEqual(config.Entrypoint, ["/usr/bin/app", "-e"]);
    assert.deepEqual(config.Env, [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "HOME=/home/app",
    ]);
    assert.deepEqual(config.ExposedPorts, { "8080/tcp": {} });
    assert.equal(config.StopSignal, "SIGQUIT");
  });

  it("depends on neither the entries' order nor the time", async () => {
    const first = await imageArchive([image], entries);
    utimesSync(join(folder, "app"), 1, 1);
    assert.ok(first.equals(await imageArchive([image], [...entries].reverse())));
  });
});
