/** What the URL of a server that speaks Redis's protocol says. */
export interface StoreUrl {
  readonly isTls: boolean;
  /** A name or an address; one of IPv6 is in brackets. */
  readonly host: string;
  /** @default "6379" */
  readonly port: string;
  /** @default "0" */
  readonly database: string;
  /** @default "default", the user of servers that know passwords alone */
  readonly username: string;
  /** @default "" */
  readonly password: string;
}

/**
 * Takes `redis[s]://[user:password@]host[:port][/database]` apart; `undefined` if it is none. The one function that
 * checks it and that it is used by.
 */
export function readStoreUrl(text: string): StoreUrl | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [, database = "0"] = /^(?:\/([0-9]+)?)?$/.exec(url?.pathname ?? "") ?? [undefined, null];
  const username = decode(url?.username ?? "");
  const password = decode(url?.password ?? "");
  if (
    url === undefined ||
    !/^rediss?:$/.test(url.protocol) ||
    !/^([A-Za-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname) ||
    `${url.search}${url.hash}` !== "" ||
    [database, username, password].includes(null)
  ) {
    return undefined;
  }
  return {
    isTls: url.protocol === "rediss:",
    host: url.hostname,
    port: url.port === "" ? "6379" : url.port,
    database: database ?? "0",
    username: username === "" || username === null ? "default" : username,
    password: password ?? "",
  };
}

/** A text whose characters may be percent-encoded; `null` where a % is not followed by what it needs. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
