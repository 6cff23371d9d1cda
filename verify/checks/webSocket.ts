import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import WebSocket from "ws";
import { requestHeaders } from "../http/browserHeaders";
import { lookupInTurn } from "../http/connectOptions";
import { otherPort } from "../diagnosis/otherPort";
import { type Answerer, whoAnswered } from "../identity";
import { messageOf } from "../message";
import { type Check, type CheckContext, fail, pass, skipped } from "./check";
import { answeredVisit, tooFewPods } from "./visits";

/** How long a WebSocket that is open may take to say something, in milliseconds. */
const firstMessageMilliseconds = 1_000;

interface Opened {
  /** Who is at the other end, where it tells. */
  readonly answerer?: Answerer;
  /** Whether the session cookie was set by the upgrade. */
  readonly newCookie: boolean;
}

/** The upgrade to a WebSocket, which carries the cookie, reaches the client's pod. */
export const webSocket: Check = {
  id: "websocket-reaches-the-pod",
  title: "a WebSocket reaches the same pod",
  needs: "a cookie",
  async run(context) {
    const { settings, samples, survey, target, visitor, directory } = context;
    if (settings.websocket === undefined) {
      return skipped("--websocket PATH says where the application has one");
    }
    const few = tooFewPods(context);
    if (few !== undefined) {
      return skipped(few);
    }
    const client = await visitor();
    const { answerer } = await answeredVisit(client);
    const home = directory.keyOf(answerer);
    const cookie = client
      .cookiesFor(settings.websocket)
      .map((cookie) => cookie.cookieString())
      .join("; ");
    const count = samples.requests(survey.ready);
    let told = 0;
    for (let number = 0; number < count; number += 1) {
      const opened = await open(context, settings.websocket, cookie).catch((error: unknown) => {
        throw new Error(`no WebSocket at ${settings.websocket ?? ""}: ${messageOf(error)}`);
      });
      told += opened.answerer ? 1 : 0;
      const elsewhere = opened.answerer && directory.keyOf(opened.answerer) !== home;
      if (elsewhere || opened.newCookie) {
        return fail(
          elsewhere ? "websocket-on-another-pod" : "websocket-gets-new-cookie",
          elsewhere
            ? `the WebSocket is on ${opened.answerer.name}, the client's pod is ${answerer.name}`
            : "the upgrade sets a new cookie: it reached another pod",
          otherPort(settings.websocket)({ target, survey }) ??
            "The upgrade takes another way than the requests: its path has an Ingress or Route of its own, without the affinity or with another cookie.",
        );
      }
    }
    return pass(
      told === count
        ? `${count} of ${count} on ${answerer.name}`
        : `${count} upgrades, none with a new cookie (the WebSocket does not tell its pod)`,
    );
  },
};

async function open(
  { target, survey, settings, site, signal }: CheckContext,
  path: string,
  cookie: string,
): Promise<Opened> {
  const url = new URL(path, target.url);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const addresses = survey.addresses.map((address) => ({ address, family: isIP(address) }));
  const socket = new WebSocket(url, {
    headers: { ...requestHeaders(settings.headers), cookie },
    handshakeTimeout: site.timeoutMilliseconds,
    rejectUnauthorized: !settings.insecure,
    // The types of `ws` know only the options of https; the rest goes to the request as it is.
    ...{ lookup: lookupInTurn(addresses), servername: site.serverName },
  });
  const abort = (): void => {
    socket.terminate();
  };
  signal.addEventListener("abort", abort);
  try {
    return await new Promise<Opened>((resolve, reject) => {
      let opened: Opened = { newCookie: false };
      socket.once("upgrade", (response: IncomingMessage) => {
        const answerer = whoAnswered(settings.identity, { headers: response.headers, body: "" });
        const renewed = response.headers["set-cookie"]?.some((line) =>
          line.startsWith(`${survey.cookieName ?? ""}=`),
        );
        opened = { ...(answerer && { answerer }), newCookie: renewed ?? false };
      });
      socket.once("open", () => {
        if (opened.answerer) {
          resolve(opened);
        }
        setTimeout(() => {
          resolve(opened);
        }, firstMessageMilliseconds).unref();
      });
      socket.once("message", (data: Buffer) => {
        const answerer = whoAnswered(settings.identity, { headers: {}, body: data.toString() });
        resolve({ ...opened, ...(answerer && { answerer }) });
      });
      socket.once("error", reject);
      socket.once("close", () => {
        reject(new Error("closed at once"));
      });
    });
  } finally {
    signal.removeEventListener("abort", abort);
    socket.terminate();
  }
}
