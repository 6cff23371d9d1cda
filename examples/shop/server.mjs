import { createHmac, randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { RedisStore } from "connect-redis";
import express from "express";
import session from "express-session";
import { createClient } from "redis";
import { LiveCarts } from "./live.mjs";

const {
  PORT = "8080",
  SESSION_SECRET,
  SESSION_STORE_URL,
  SESSION_STORE_USERNAME,
  SESSION_STORE_PASSWORD,
} = process.env;

/** How long requests may go on once the pod is to end. */
const lastRequestsMilliseconds = 5_000;

/** Sessions in the store, or in this process where there is none. */
function openStore() {
  if (SESSION_STORE_URL === undefined) {
    return new session.MemoryStore();
  }
  const client = createClient({
    url: SESSION_STORE_URL,
    username: SESSION_STORE_USERNAME,
    password: SESSION_STORE_PASSWORD,
    // Without a connection a request fails at once instead of waiting for one.
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, reconnectStrategy: 500 },
    pingInterval: 10_000,
  });
  // It goes on trying. The reason has no password in it.
  client.on("error", (error) => console.error(`session store: ${error.message}`));
  client.on("ready", () => console.log("session store: connected"));
  // Without a store at the start the application comes up too, and finds it later.
  client.connect().catch(() => undefined);
  return new RedisStore({ client, prefix: "session:", ttl: 1_800 });
}

/** What cookies are signed with: the same in each pod, without a secret of its own to be kept. */
function signingKey() {
  if (SESSION_SECRET) {
    return SESSION_SECRET;
  }
  return SESSION_STORE_PASSWORD
    ? createHmac("sha256", SESSION_STORE_PASSWORD).update("session cookie").digest("hex")
    : randomBytes(32).toString("hex");
}

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", true);
app.use(express.urlencoded({ extended: false }));

// Before the sessions: the application is alive also without its store.
app.get("/healthz", (_request, response) => response.type("text").send("ok\n"));

const store = openStore();

// How many sessions would be lost with this process: a pod that is to end waits until there are none.
app.get("/sessions", (_request, response, next) => {
  const send = (count) => response.type("text").set("cache-control", "no-store").send(`${count}\n`);
  if (store instanceof session.MemoryStore) {
    store.length((error, count) => (error ? next(error) : send(count)));
  } else {
    send(0);
  }
});

const sessions = session({
  name: "session",
  secret: signingKey(),
  store,
  resave: false,
  saveUninitialized: false,
  // Lax: pages of other sites can neither post nor open a WebSocket with it.
  cookie: { httpOnly: true, sameSite: "lax", secure: "auto", maxAge: 1_800_000 },
});
app.use(sessions);

const liveCarts = new LiveCarts();

app.get("/", (request, response) => {
  response.type("text").set("cache-control", "no-store").send(page(request));
});

app.post("/login", (request, response, next) => {
  const user = String(request.body?.user ?? "").trim();
  if (user === "") {
    response.status(400).type("text").send("user is missing\n");
    return;
  }
  liveCarts.end(request.sessionID);
  // A new session for each login: one that somebody else has set is worth nothing.
  request.session.regenerate((error) => {
    if (error) {
      next(error);
      return;
    }
    request.session.user = user;
    saveThen(request, response, next, `User: ${user}\n`);
  });
});

app.post("/cart", (request, response, next) => {
  if (request.session.user === undefined) {
    response.status(401).type("text").send("log in first\n");
    return;
  }
  request.session.cart = (request.session.cart ?? 0) + 1;
  saveThen(request, response, next, `Cart: ${request.session.cart}\n`);
});

app.post("/logout", (request, response, next) => {
  const { sessionID } = request;
  request.session.destroy((error) => {
    if (error) {
      next(error);
      return;
    }
    liveCarts.end(sessionID);
    response.clearCookie("session").type("text").send("bye\n");
  });
});

// The store is the only thing here that fails.
app.use((error, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  console.error(`request failed: ${error.message}`);
  response
    .status(503)
    .set("retry-after", "5")
    .type("text")
    .send("Sessions are not available at the moment. Yours is kept; try again soon.\n");
});

/** The pod, the user and the cart. */
function page({ session: { user, cart = 0 }, socket: { localAddress, localPort } }) {
  return (
    `Server address: ${localAddress.replace(/^::ffff:/, "")}:${localPort}\n` +
    `Server name: ${hostname()}\nUser: ${user ?? "nobody"}\nCart: ${cart}\n`
  );
}

/** Answers only once the store has the session: what was promised is not lost with this pod. */
function saveThen(request, response, next, text) {
  request.session.save((error) => {
    if (error) {
      next(error);
      return;
    }
    liveCarts.tell(request.sessionID, page(request));
    response.type("text").send(text);
  });
}

const server = app.listen(Number(PORT), () => console.log(`listening on port ${PORT}`));

// Longer than proxies keep a connection that is idle (Traefik: 90 s). Node closes it after 5 s, and a request that is on its
// way at that moment is lost: a proxy sends a GET again, but not a POST, which might be done twice.
server.keepAliveTimeout = 100_000;

server.on("upgrade", (request, socket, head) => {
  socket.on("error", () => socket.destroy());
  const refuse = (status) =>
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  if (request.url.split("?", 1)[0] !== "/live") {
    refuse("404 Not Found");
    return;
  }
  // What is read of a session needs no response.
  sessions(request, {}, (error) => {
    if (error || !request.session) {
      refuse("503 Service Unavailable");
      return;
    }
    liveCarts.open(request, socket, head, request.sessionID, page(request));
  });
});

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  liveCarts.close();
  // A proxy may hold connections that it has never used: Node does not take those for idle.
  setTimeout(() => process.exit(0), lastRequestsMilliseconds);
});
