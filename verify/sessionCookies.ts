import type { PodDirectory } from "./cluster/podDirectory";
import { isAnswered } from "./http/exchange";
import type { Site } from "./http/site";
import { Visitor } from "./http/visitor";

/** What it takes to try which cookies keep a client on its pod. */
export interface TryCookiesArgs {
  readonly site: Site;
  readonly directory: PodDirectory;
  /** Requests that rule out that a client stays by chance. */
  readonly requests: number;
}

/**
 * The cookies that keep a client on its pod, found by trying: none of them can be left out. Their names tell nothing:
 * a load balancer sends a twin of its cookie for requests of other sites, and an application has cookies of its own.
 *
 * @param names of all cookies that an answer set
 * @returns none where a client does not stay even with all of them
 */
export async function cookiesThatKeep(
  names: readonly string[],
  args: TryCookiesArgs,
): Promise<readonly string[]> {
  if (!(await staysWith(names, args))) {
    return [];
  }
  let kept = names;
  // By halves, since a site may set hundreds. From the end, so that of two that both do the first is left.
  for (let size = Math.ceil(names.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let end = kept.length; end > 0 && kept.length > 1; end -= size) {
      const others = kept.filter((_name, index) => index >= end || index < end - size);
      if (others.length > 0 && (await staysWith(others, args))) {
        kept = others;
      }
    }
  }
  return kept;
}

/** Whether one pod answers a client that sends back these cookies alone. */
async function staysWith(
  names: readonly string[],
  { site, directory, requests }: TryCookiesArgs,
): Promise<boolean> {
  const send = await site.sender("new connections");
  const client = new Visitor({
    cookieUrl: site.cookieUrl,
    pace: site.pace,
    send: ({ cookie, ...args }) => {
      const sent = cookie?.split("; ").filter((pair) => names.includes(nameOf(pair)));
      return send({ ...args, ...(sent && sent.length > 0 && { cookie: sent.join("; ") }) });
    },
  });
  let pod: string | undefined;
  for (let count = 0; count < requests; count += 1) {
    const exchange = await client.visit();
    if (!isAnswered(exchange)) {
      return false;
    }
    const key = directory.keyOf(exchange.answerer);
    pod ??= key;
    if (key !== pod) {
      return false;
    }
  }
  return true;
}

function nameOf(pair: string): string {
  return pair.split("=", 1)[0] ?? "";
}
