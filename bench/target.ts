/**
 * The bench's own target, a process of its own: answers like the tutorial's application of three pods
 * with a session cookie, and does nothing else that would take time. Sends its port to its parent.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const pods = 3;
let newClients = 0;

const server = createServer((request, response) => {
  const held = /(?:^|; )hello=(\d)/.exec(request.headers.cookie ?? "")?.[1];
  if (held === undefined) {
    newClients += 1;
    response.setHeader("set-cookie", `hello=${newClients % pods}; Path=/; HttpOnly`);
  }
  const pod = held ?? String(newClients % pods);
  response.end(`Server address: 10.0.0.${pod}:8080\nServer name: hello-${pod}\n`);
});
server.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once("disconnect", () => process.exit());
