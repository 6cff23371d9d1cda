import { WebSocketServer } from "ws";

/** How often a tab is asked whether it is still there; proxies cut what is silent for long. */
const heartbeatMilliseconds = 25_000;

/**
 * The carts that are open in browsers, kept up to date over WebSockets.
 *
 * A tab is told of changes by the pod that it is connected to. Sticky sessions bring all of a user's
 * requests there, those of the tabs too, so no pod has to tell another.
 */
export class LiveCarts {
  /** The tabs of each session. */
  #tabs = new Map();
  #sockets = new WebSocketServer({ noServer: true, clientTracking: true, maxPayload: 1_024 });

  constructor() {
    setInterval(() => this.#leaveTheDead(), heartbeatMilliseconds).unref();
  }

  /** Opens the WebSocket that a request asks for, and sends the text. */
  open(request, socket, head, sessionId, text) {
    this.#sockets.handleUpgrade(request, socket, head, (tab) => {
      const tabs = this.#tabs.get(sessionId) ?? new Set();
      this.#tabs.set(sessionId, tabs.add(tab));
      tab.isAlive = true;
      tab.on("pong", () => (tab.isAlive = true));
      tab.on("error", () => tab.terminate());
      tab.on("close", () => {
        tabs.delete(tab);
        if (tabs.size === 0 && this.#tabs.get(sessionId) === tabs) {
          this.#tabs.delete(sessionId);
        }
      });
      tab.send(text);
    });
  }

  /** Sends the text to every tab of the session. */
  tell(sessionId, text) {
    for (const tab of this.#tabs.get(sessionId) ?? []) {
      tab.send(text);
    }
  }

  /** Closes the tabs of a session that is over. */
  end(sessionId) {
    for (const tab of this.#tabs.get(sessionId) ?? []) {
      tab.close(1000, "the session is over");
    }
  }

  /** Closes all, so that the browsers connect again, to another pod. */
  close() {
    for (const tab of this.#sockets.clients) {
      tab.close(1001, "going away");
    }
  }

  #leaveTheDead() {
    for (const tab of this.#sockets.clients) {
      if (!tab.isAlive) {
        tab.terminate();
        continue;
      }
      tab.isAlive = false;
      tab.ping();
    }
  }
}
