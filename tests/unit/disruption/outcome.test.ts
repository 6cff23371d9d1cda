import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Load } from "../../disruption/load";
import { needlessMoves, outcomeOf } from "../../disruption/outcome";
import { type Report, tableOf } from "../../disruption/report";

const [one, two, three] = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];

describe("the outcome of a disruption", () => {
  it("counts what was lost, when and why", () => {
    const { requests, lost, reasons, lostBySecond, rate } = outcomeOf(
      [
        { at: 100, milliseconds: 1, client: 0, pod: one },
        { at: 1_200, milliseconds: 1, lost: "status 502" },
        { at: 1_900, milliseconds: 1, client: 0, lost: "status 502" },
        { at: 2_000, milliseconds: 1, client: 0, lost: "connect ECONNREFUSED" },
      ],
      0,
      1_000,
    );
    assert.deepEqual(
      { requests, lost, reasons, lostBySecond, rate },
      {
        requests: 4,
        lost: 3,
        reasons: { "status 502": 2, "connect ECONNREFUSED": 1 },
        lostBySecond: [0, 2, 1],
        rate: 2,
      },
    );
  });

  it("has the moves of clients that come back, and none of newcomers", () => {
    const { moves } = outcomeOf(
      [
        { at: 0, milliseconds: 1, client: 0, pod: one },
        { at: 0, milliseconds: 1, pod: one },
        { at: 1_000, milliseconds: 1, pod: two },
        { at: 2_000, milliseconds: 1, client: 0, lost: "status 502" },
        { at: 3_000, milliseconds: 1, client: 0, pod: two },
        { at: 4_000, milliseconds: 1, client: 0, pod: two },
      ],
      0,
      0,
    );
    assert.deepEqual(moves, [{ client: 0, from: one, to: two, at: 3 }]);
  });

  it("a move is needless away from a pod that stays, and the second time away from the same one", () => {
    const fair = { client: 0, from: one, to: two, at: 1 };
    const fromStaying = { client: 1, from: three, to: two, at: 2 };
    const again = { client: 0, from: one, to: two, at: 3 };
    const other = { client: 2, from: one, to: two, at: 4 };
    assert.deepEqual(needlessMoves([fair, fromStaying, again, other], [two, three]), [
      fromStaying,
      again,
    ]);
  });

  it("is a table of disruptions by set-ups", () => {
    const row = { ...outcomeOf([], 0, 0), requests: 18_000 };
    const report: Report = {
      date: "2026-01-01T00:00:00.000Z",
      kubernetes: "v1.34.3",
      rows: [
        { setup: "ours", event: "restart", ...row, lost: 0 },
        { setup: "theirs", event: "restart", ...row, lost: 72 },
        { setup: "ours", event: "kill", ...row, lost: 12 },
      ],
    };
    const cells = tableOf(report)
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split("│").map((cell) => cell.trim()).slice(1, -1)); // prettier-ignore
    assert.deepEqual(cells, [
      ["lost requests", "ours", "theirs"],
      ["restart", "0 of 18,000", "72 of 18,000"],
      ["kill", "12 of 18,000", "-"],
    ]);
  });
});

describe("the load", () => {
  let server: Server;
  let url: string;
  let broken = false;
  const cookies: (string | undefined)[] = [];
  const connections = new Set<unknown>();
  let requests = 0;

  before((done) => {
    server = createServer((request, response) => {
      requests += 1;
      connections.add(request.socket);
      cookies.push(request.headers.cookie);
      if (broken) {
        response.writeHead(502).end();
        return;
      }
      response.setHeader("set-cookie", request.headers.cookie ?? `hello=${requests}; Path=/`);
      response.end(`Server address: ${one}:8080\n`);
    }).listen(0, "127.0.0.1", () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      done();
    });
  });
  after((done) => {
    server.close(done);
  });

  async function sentBy(args: object): Promise<Awaited<ReturnType<Load["stop"]>>> {
    const load = new Load({ url, ...args });
    const enough = requests + 40;
    while (requests < enough) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return load.stop();
  }

  it("comes back with its cookies, each time over a new connection, and newcomers come with none", async () => {
    const sent = await sentBy({ clients: 2, requestsPerSecond: 1_000, newcomers: 0.5 });
    assert.deepEqual([...new Set(sent.map(({ client }) => client))].sort(), [0, 1, undefined]);
    assert.ok(sent.every(({ pod, lost }) => pod === one && lost === undefined));
    const bare = cookies.filter((cookie) => cookie === undefined).length;
    const newcomers = sent.filter(({ client }) => client === undefined).length;
    assert.equal(bare, newcomers + 2);
    assert.equal(new Set(cookies.filter((cookie) => cookie !== undefined)).size, 2);
    assert.equal(connections.size, requests);
  });

  it("counts every answer that is no good one as lost", async () => {
    broken = true;
    const sent = await sentBy({ clients: 1, requestsPerSecond: 1_000, newcomers: 0 });
    assert.ok(sent.every(({ lost }) => lost === "status 502"));
  });
});
