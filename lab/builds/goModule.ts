import execa from "execa";

/** What a go.mod says, as far as the builds need it. */
export interface GoModule {
  /** The oldest Go that it builds with, such as `1.25.0`. */
  readonly go: string;
  /** The package to build: the tool that go.mod names, else the one in go.mod's own folder. */
  readonly package: string;
  /** Versions of the required modules, such as `v1.34.3`. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Reads the go.mod in `folder`. */
export async function goModule(folder: string): Promise<GoModule> {
  const { stdout } = await execa("go", ["mod", "edit", "-json"], { cwd: folder });
  const { Go, Require, Tool } = JSON.parse(stdout) as {
    Go: string;
    Require: { Path: string; Version: string }[] | null;
    Tool: { Path: string }[] | null;
  };
  return {
    go: Go,
    package: Tool?.[0]?.Path ?? ".",
    versions: new Map(Require?.map(({ Path, Version }) => [Path, Version])),
  };
}
