import { get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { text } from "node:stream/consumers";

/** Who asks, and which authority the server's certificate has to come from; PEM. */
export interface Identity {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const timeoutMilliseconds = 2000;

/** One GET over a connection of its own. @throws when there is no answer within 2 s */
export async function get(url: string, identity?: Identity): Promise<Answer> {
  const options = { ...identity, agent: false as const, timeout: timeoutMilliseconds };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.startsWith("https:")
      ? httpsGet(url, options, resolve)
      : httpGet(url, options, resolve);
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error("no answer within 2 s")));
  });
  return { status: response.statusCode ?? 0, body: await text(response) };
}

/** Undefined when a GET is answered with status 200, else what came instead. */
export async function missingAt(url: string, identity?: Identity): Promise<string | undefined> {
  try {
    const { status, body } = await get(url, identity);
    return status === 200 ? undefined : `${url} answers ${status}: ${essence(body)}`;
  } catch (error) {
    return `${url}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Programs of Kubernetes list all their checks; those that failed begin with [-]. */
function essence(body: string): string {
  const lines = body.trim().split("\n");
  const failed = lines.filter((line) => line.startsWith("[-]"));
  return (failed.length > 0 ? failed : lines.slice(0, 1)).join(", ");
}
