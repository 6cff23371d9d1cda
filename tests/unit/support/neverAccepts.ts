import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Listening } from "./server";

/** Listens with room for one connection that it has not accepted, and says where. */
const listening = `
const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  console.log(server.address().port);
});
`;

/** How long a connection may take that there is room for, in milliseconds. */
const patienceMilliseconds = 500;

/**
 * A port that somebody listens on who never accepts a connection: a process that is stopped, with its queue full. The
 * kernel then answers nobody any more.
 */
export async function neverAccepts(): Promise<Listening> {
  const child = spawn(process.execPath, ["-e", listening], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(line.toString());
  child.kill("SIGSTOP");
  const queued: Socket[] = [];
  let isRoom = true;
  while (isRoom) {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    queued.push(socket);
    isRoom = await Promise.race([
      once(socket, "connect").then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, patienceMilliseconds, false)),
    ]);
  }
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    async stop() {
      for (const socket of queued) {
        socket.destroy();
      }
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
