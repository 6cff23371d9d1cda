import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import execa from "execa";
import {
  type CompletedCommand,
  completedOptions,
} from "../../../cli/sticky/completion/completedCommand";
import { completionScript } from "../../../cli/sticky/completion/completionScript";
import { type Shell, shells } from "../../../cli/sticky/completion/shells";

const options = completedOptions(
  new Command()
    .option("--stack <name>", "the stack's [name]: one \\ of `these`")
    .addOption(new Option("--output <format>", "how").choices(["text", "json"]))
    .option("--report <file.html>", "a page")
    .option("--disrupt [what]", "disturb it")
    .addOption(new Option("--secret").hideHelp()),
);

const commands: readonly CompletedCommand[] = [
  { name: "verify", summary: "prove what's there: $(all)", options, values: [] },
  { name: "completion", summary: "print", options: [], values: ["bash", "zsh"] },
];

describe("completion", function () {
  this.timeout(60_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-completion-"));
    for (const shell of shells) {
      writeFileSync(join(folder, shell), completionScript(shell, commands));
    }
    writeFileSync(join(folder, "page.html"), "");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Its lines; undefined where this machine has no such shell. */
  async function shell(name: Shell, script: string): Promise<string[] | undefined> {
    const result = await execa(name, ["-c", script], { cwd: folder, reject: false });
    if ("code" in result && result.code === "ENOENT") {
      return undefined;
    }
    const { stdout, stderr, failed } = result;
    assert.ok(!failed, stderr);
    return stdout.split("\n").filter((line) => line !== "");
  }

  const expected: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
    [["ver"], ["verify"]],
    [
      ["completion", ""],
      ["bash", "zsh"],
    ],
    [["verify", "--out"], ["--output"]],
    [["verify", "--s"], ["--stack"]],
    [
      ["verify", "--output", ""],
      ["text", "json"],
    ],
    [["verify", "--output", "j"], ["json"]],
    [["verify", "--stack", ""], []],
  ];

  for (const [words, offered] of expected) {
    it(`of bash offers ${offered.join(", ") || "nothing"} for ${words.join(" ")}|`, async () => {
      const line = words.map((word) => `'${word}'`).join(" ");
      const script = `source ./bash; compopt() { :; }
        COMP_WORDS=(sticky ${line}); COMP_CWORD=${words.length}; _sticky; printf '%s\\n' "\${COMPREPLY[@]}"`;
      assert.deepEqual(await shell("bash", script), offered);
    });

    it(`of fish offers ${offered.join(", ") || "nothing"} for ${words.join(" ")}|`, async function () {
      const script = `source ./fish; complete -C 'sticky ${words.join(" ")}'`;
      const lines = await shell("fish", script);
      if (!lines) {
        this.skip();
      }
      assert.deepEqual(lines.map((line) => line.split("\t")[0]).sort(), [...offered].sort());
    });
  }

  it("of bash takes --option=value apart as bash does", async () => {
    const script = `source ./bash
      COMP_WORDS=(sticky verify --output = t); COMP_CWORD=4; _sticky; echo "\${COMPREPLY[@]}"
      COMP_WORDS=(sticky verify --output =); COMP_CWORD=3; _sticky; echo "\${COMPREPLY[@]}"`;
    assert.deepEqual(await shell("bash", script), ["text", "text json"]);
  });

  it("of fish offers files where the value is one", async function () {
    const lines = await shell("fish", "source ./fish; complete -C 'sticky verify --report pa'");
    if (!lines) {
      this.skip();
    }
    assert.deepEqual(lines, ["page.html"]);
  });

  it("of zsh is a script that zsh reads, with the descriptions as they are", async function () {
    const stub = `compdef() { :; }; _arguments() { printf '%s\\n' "$@"; }; source ./zsh
      words=(sticky verify ''); CURRENT=3; _sticky`;
    const lines = await shell("zsh", stub);
    if (!lines) {
      this.skip();
    }
    assert.deepEqual(lines, [
      "*--stack=[the stack's \\[name\\]\\: one \\\\ of `these`]:value: ",
      "*--output=[how]:value:(text json)",
      "*--report=[a page]:file:_files",
      "*--disrupt[disturb it]",
      "*--help[display help for command]",
      "*:file:_files",
    ]);
  });
});
