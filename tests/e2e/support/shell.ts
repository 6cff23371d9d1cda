import execa from "execa";

/** Runs lines as a user types them into bash, in `folder`; resolves to the lines that they print. */
export async function shell(script: string, folder: string): Promise<string[]> {
  const { stdout } = await execa("bash", ["-euo", "pipefail", "-c", script], {
    cwd: folder,
    stdin: "ignore",
  });
  return stdout.split("\n");
}
