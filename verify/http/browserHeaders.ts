/**
 * What Chrome sends with a page that is opened by hand: many sites answer a client without it with 403. The last word
 * of User-Agent is ours, so that the requests can be found in an access log.
 *
 * Not all of them: Sec-Fetch-*, and what a browser finds out about itself, tell pages from their parts, and nothing
 * here loads a part of a page.
 */
const browserHeaders: Readonly<Record<string, string>> = {
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 sticky-verify",
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-language": "en-US,en;q=0.9",
  "accept-encoding": "gzip, deflate, br",
};

/** The headers of every request: a browser's, each replaced by the user's own of that name. */
export function requestHeaders(
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const others = Object.entries(browserHeaders).filter(([name]) => !names.has(name));
  return { ...Object.fromEntries(others), ...given };
}
