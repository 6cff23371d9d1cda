import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { folderEntries } from "../../../lab/images/folder";

describe("folderEntries", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-folder-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are files, folders and links that everybody can read, and what could be run still can", async () => {
    mkdirSync(join(folder, "bin"), { mode: 0o700 });
    writeFileSync(join(folder, "bin/run"), "");
    chmodSync(join(folder, "bin/run"), 0o700);
    writeFileSync(join(folder, "data"), "", { mode: 0o600 });
    // Also one that leads nowhere here, as to another place of the image.
    symlinkSync("/etc/data", join(folder, "link"));
    const entries = await folderEntries(folder, "opt/app");
    assert.deepEqual(
      entries.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
      [
        { path: "opt/app/bin", kind: "folder", mode: 0o755 },
        { path: "opt/app/bin/run", kind: "file", mode: 0o755, source: join(folder, "bin/run") },
        { path: "opt/app/data", kind: "file", mode: 0o644, source: join(folder, "data") },
        { path: "opt/app/link", kind: "link", target: "/etc/data" },
      ],
    );
  });
});
