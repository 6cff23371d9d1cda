import execa from "execa";

/** What curl got. */
export interface Answer {
  readonly status: number;
  /** Lines such as `name: value`, the name in lower case. */
  readonly headers: readonly string[];
  /** The pod that answered, as the app tells it. */
  readonly pod: string | undefined;
  /** What each `Set-Cookie` says. */
  readonly cookies: readonly string[];
}

/** One request by curl, which trusts any certificate. */
export async function curl(url: string, ...args: string[]): Promise<Answer> {
  const { stdout } = await execa("curl", [
    ...["--silent", "--insecure", "--include", "--max-time", "15", ...args, url],
  ]);
  const [head = "", body = ""] = stdout.split(/\r?\n\r?\n/, 2);
  const [first = "", ...lines] = head.split(/\r?\n/);
  const headers = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  const valuesOf = (name: string) =>
    headers
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2));
  return {
    status: Number(first.split(" ")[1]),
    headers,
    pod: /^Server name: (\S+)/m.exec(body)?.[1],
    cookies: valuesOf("set-cookie"),
  };
}

/** `name=value` of a `Set-Cookie`, for a `Cookie` header. */
export function pair(setCookie: string | undefined): string {
  return setCookie?.split(";")[0] ?? "";
}

/** Everything that a `Set-Cookie` says after `name=value`. */
export function attributes(setCookie: string | undefined): string {
  return setCookie?.split(/;(.*)/s)[1]?.trim() ?? "";
}
