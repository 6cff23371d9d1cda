import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { main } from "../../../render/main";
import { type Ran, runMain } from "../support/runMain";

/** A project's folder with stacks of the test, and the command in it. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "sticky-session-render-"));

  constructor() {
    cpSync(join(__dirname, "../../../Pulumi.yaml"), join(this.folder, "Pulumi.yaml"));
  }

  /** Writes the file of the stack `test`. */
  stack(config: Readonly<Record<string, unknown>>, beside: object = {}): void {
    const own = Object.entries(config).map(([key, value]) => [
      key.includes(":") ? key : `sticky-session:${key}`,
      value,
    ]);
    const file = { ...beside, config: Object.fromEntries(own) as unknown };
    writeFileSync(join(this.folder, "Pulumi.test.yaml"), stringify(file));
  }

  render(...argv: string[]): Promise<Ran> {
    return runMain(main, ["--cwd", this.folder, ...argv]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
