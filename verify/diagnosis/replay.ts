import type { CheckContext } from "../checks/check";
import { podsAssumed } from "../checks/visits";
import { isAnswered } from "../http/exchange";
import type { ConnectionUse } from "../http/site";

/** What became of one cookie that was sent with every request, whatever the answers set in its place. */
export interface Replay {
  /** Pods that answered, by the names that people know. */
  readonly pods: readonly string[];
  /** Pods that answer without a cookie and never did with it; so many were sent that chance is ruled out. */
  readonly never: readonly string[];
  /** Whether one pod answers it over one connection. */
  readonly staysOnConnection: boolean;
}

/**
 * Tries it; undefined where there is no cookie to send, or the first request is lost.
 *
 * @param path where the cookie is sent; it comes from the site's URL @default the same
 */
export async function replay(context: CheckContext, path?: string): Promise<Replay | undefined> {
  const { site, samples, survey, directory, visitor } = context;
  const client = await visitor({ recorded: false });
  const first = await client.visit();
  const cookie = client
    .cookiesFor()
    .map((cookie) => cookie.cookieString())
    .join("; ");
  if (!isAnswered(first) || cookie === "") {
    return undefined;
  }
  const count = samples.clientsForEveryPod(survey.ready ?? podsAssumed);
  const seen = async (
    connections: ConnectionUse,
    cookie?: string,
  ): Promise<ReadonlySet<string>> => {
    const send = await site.sender(connections);
    const keys = new Set<string>();
    for (let sent = 0; sent < count; sent += 1) {
      await site.pace.turn();
      const exchange = await send({
        ...(path !== undefined && { path }),
        ...(cookie !== undefined && { cookie }),
      });
      if (isAnswered(exchange)) {
        keys.add(directory.keyOf(exchange.answerer));
      }
    }
    return keys;
  };
  const [withIt, without] = [await seen("new connections", cookie), await seen("new connections")];
  const names = (keys: Iterable<string>): string[] =>
    [...keys].map((key) => directory.label(key)).sort();
  return {
    pods: names(withIt),
    staysOnConnection: (await seen("one connection", cookie)).size === 1,
    never: names([...without].filter((key) => !withIt.has(key))),
  };
}
