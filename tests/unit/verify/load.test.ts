import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Load } from "../../../verify/disrupt/load";
import { Site } from "../../../verify/http/site";
import { Visitor } from "../../../verify/http/visitor";
import { helloIdentity } from "../../../verify/identity";

const [one, two] = ["10.0.0.1", "10.0.0.2"];

describe("the load", () => {
  let server: Server;
  let url: URL;
  let pod = one;
  let status = 200;
  /** How long each answer to a client without a cookie takes, in milliseconds. */
  let newClientsWait = 0;
  const cookies: (string | undefined)[] = [];
  const connections = new Set<unknown>();

  before((done) => {
    server = createServer((request, response) => {
      connections.add(request.socket);
      cookies.push(request.headers.cookie);
      const cookie = request.headers.cookie ?? `hello=${cookies.length}`;
      const answer = () => {
        response.writeHead(status, { "set-cookie": `${cookie}; Path=/` });
        response.end(`Server address: ${pod}:8080\n`);
      };
      if (request.headers.cookie === undefined && newClientsWait > 0) {
        setTimeout(answer, newClientsWait);
      } else {
        answer();
      }
    }).listen(0, "127.0.0.1", () => {
      url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      done();
    });
  });
  after((done) => {
    server.close(done);
  });

  beforeEach(() => {
    status = 200;
  });

  async function use(
    { rate = 1_000, ...who }: { clients: number; newClients: number; rate?: number },
    act: (load: Load) => Promise<void>,
  ): Promise<{ load: Load; newClients: number }> {
    const { signal } = new AbortController();
    const site = new Site({ url, identity: helloIdentity, signal });
    const send = await site.sender("new connections");
    let arrived = 0;
    const load = await Load.start({
      ...{ ...who, rate, cookieName: "hello", signal },
      keyOf: ({ address = "" }) => address,
      visitor: ({ newClient, onExchange }) => {
        arrived += newClient ? 1 : 0;
        return Promise.resolve(new Visitor({ send, cookieUrl: site.cookieUrl, onExchange }));
      },
    });
    try {
      await act(load);
    } finally {
      await load.stop();
      await site.close();
    }
    return { load, newClients: arrived };
  }

  it("comes back with its cookies, each time over a new connection, and new clients come once, with none", async () => {
    const { load, newClients } = await use({ clients: 2, newClients: 0.5 }, (load) =>
      load.untilAnswered(20),
    );
    assert.deepEqual([load.losses, load.moves], [[], []]);
    const bare = cookies.filter((cookie) => cookie === undefined).length;
    assert.ok(newClients > 0);
    assert.equal(bare, newClients + 2);
    assert.equal(new Set(cookies.filter((cookie) => cookie !== undefined)).size, 2);
    assert.equal(load.requests, cookies.length);
    assert.equal(connections.size, cookies.length);
  });

  it("has new clients by their part of the rate", async () => {
    const { load, newClients } = await use({ clients: 20, newClients: 0.2, rate: 100 }, (load) =>
      load.untilAnswered(4),
    );
    const part = newClients / load.requests;
    assert.ok(part > 0.1 && part < 0.35, String(part));
  });

  it("tells each client's move, and none of new clients", async () => {
    const { load } = await use({ clients: 3, newClients: 0.5 }, async (load) => {
      await load.untilAnswered(5);
      pod = two;
      await load.untilSettled(5);
    });
    assert.deepEqual(
      load.moves.map(({ client, from, to }) => [client, from, to]).sort(),
      [0, 1, 2].map((client) => [client, one, two]),
    );
  });

  describe("tells the longest wait of", () => {
    afterEach(() => {
      newClientsWait = 0;
    });

    it("a new client, until it is forgotten", async () => {
      let waits: number[] = [];
      await use({ clients: 1, newClients: 0.5, rate: 50 }, async (load) => {
        await load.untilAnswered(1);
        newClientsWait = 300;
        await until(() => load.longestWait >= 300);
        newClientsWait = 0;
        waits = [load.longestWait];
        await new Promise((resolve) => setTimeout(resolve, 400));
        load.resetWaits();
        await load.untilSettled(5);
        waits.push(load.longestWait);
      });
      const [slow = 0, after = 0] = waits;
      assert.ok(slow >= 300, String(slow));
      assert.ok(after < 300, String(after));
    });

    it("a new client that still waits", async () => {
      await use({ clients: 1, newClients: 0.5, rate: 50 }, async (load) => {
        await load.untilAnswered(1);
        load.resetWaits();
        newClientsWait = 1_000;
        const began = performance.now();
        await until(() => load.longestWait >= 300);
        assert.ok(performance.now() - began < 900);
      });
    });

    async function until(holds: () => boolean): Promise<void> {
      const deadline = performance.now() + 10_000;
      while (!holds() && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  });

  it("counts every answer of no pod as lost, with its reason, a new client's too", async () => {
    status = 502;
    const { load } = await use({ clients: 1, newClients: 0.5 }, async (load) => {
      while (load.losses.length < 20) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    assert.equal(load.losses.length, load.requests);
    // A client that nobody answers waits as well.
    assert.ok(load.clients.every(({ longestGap }) => longestGap > 0));
    assert.deepEqual(
      [...new Set(load.losses.map(({ reason }) => reason))],
      ["status 502 (Bad Gateway)"],
    );
  });
});
