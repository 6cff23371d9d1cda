import { createServer } from "node:http";

import { Cluster } from "./cluster";
import { Router } from "./router";
import { settingsFrom } from "./settings";

/** Runs the router until it is ended; GET / on its port is answered 200 when it is ready. */
async function main(): Promise<void> {
  const settings = settingsFrom(process.argv.slice(2));
  const router = new Router(new Cluster(), settings);
  createServer((_, response) => {
    const { missing } = router;
    response.writeHead(missing === undefined ? 200 : 503).end(`${missing ?? "ready"}\n`);
  }).listen(settings.readyPort, "127.0.0.1");
  await router.start();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
