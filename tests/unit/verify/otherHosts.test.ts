import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { otherHosts } from "../../../verify/checks/otherHosts";
import { runOn } from "./runOn";

/** What is served under the other host: an answer of the pod that its cookie, or the next turn, names. */
function pods(honoursCookie: boolean, setsCookie = true): RequestListener {
  let turn = 0;
  return ({ headers }, response) => {
    const kept = /hello=(\d+)/.exec(headers.cookie ?? "")?.[1];
    const pod = honoursCookie && kept !== undefined ? Number(kept) : turn++ % 3;
    if (setsCookie && kept === undefined) {
      response.setHeader("set-cookie", `hello=${pod}; Path=/`);
    }
    response.end(`Server name: hello-${pod}\nServer address: 10.0.0.${pod}:8080\n`);
  };
}

describe("the further hosts of an application", () => {
  const servers: Server[] = [];

  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
    }
  });

  it("keep clients as the first one does", async () => {
    const otherUrls = [await serve(pods(true)), await serve(pods(true))];
    const { result, detail, figures } = await runOn(otherHosts, { otherUrls });
    assert.equal(result, "pass", detail);
    assert.match(detail, /^127\.0\.0\.1 \(\d+ requests, one pod\), 127/);
    assert.deepEqual(figures, { hosts: 2 });
  });

  it("may redirect", async () => {
    const other = await serve((_request, response) => {
      response.writeHead(301, { location: "http://www.example.com/" }).end();
    });
    const { result, detail } = await runOn(otherHosts, { otherUrls: [other] });
    assert.equal(result, "pass");
    assert.equal(detail, "127.0.0.1 redirects");
  });

  it("fail where one is not served", async () => {
    const other = await serve((_request, response) => {
      response.writeHead(404).end("default backend - 404");
    });
    const { failure, detail, cause } = await runOn(otherHosts, { otherUrls: [other] });
    assert.equal(failure, "host-not-served");
    assert.match(detail, /^127\.0\.0\.1 is not answered by a pod: status 404/);
    assert.match(cause ?? "", /the certificate has to be for it too/);
  });

  it("fail where one does not keep clients: its cookie is not used, or there is none", async () => {
    const unused = await runOn(otherHosts, { otherUrls: [await serve(pods(false))] });
    assert.equal(unused.failure, "host-not-sticky");
    assert.match(unused.cause ?? "", /is set under 127\.0\.0\.1 and not used/);
    const missing = await runOn(otherHosts, { otherUrls: [await serve(pods(false, false))] });
    assert.equal(missing.failure, "host-not-sticky");
    assert.match(missing.cause ?? "", /No cookie "hello" is set under 127\.0\.0\.1/);
  });

  it("are skipped with one pod", async () => {
    const otherUrls = [await serve(pods(true))];
    const { result } = await runOn(otherHosts, { otherUrls, behaviour: { replicas: 1 } });
    assert.equal(result, "skipped");
  });
});
