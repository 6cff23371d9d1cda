import assert from "node:assert/strict";
import { mock } from "node:test";
import { parseResolveRule, portOf, resolveHost } from "../../../verify/http/connectOptions";
import { Site, type SiteArgs } from "../../../verify/http/site";
import { Visitor } from "../../../verify/http/visitor";
import { helloIdentity } from "../../../verify/identity";
import { serve } from "../support/server";
import { FakeSite } from "./fakeSite";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";

describe("requests of the verifier", () => {
  let fake: FakeSite;
  let site: Site;

  async function open(behaviour: FakeSiteBehaviour = {}, args: Partial<SiteArgs> = {}) {
    fake = new FakeSite(behaviour);
    const url = await fake.start();
    const { signal } = new AbortController();
    site = new Site({ url, identity: helloIdentity, signal, ...args });
  }
  afterEach(async () => {
    await site.close();
    await fake.stop();
  });

  async function visitor(use: Parameters<Site["sender"]>[0]): Promise<Visitor> {
    return new Visitor({ send: await site.sender(use), cookieUrl: site.cookieUrl });
  }

  it("open a connection each", async () => {
    await open();
    const client = await visitor("new connections");
    const before = fake.connections;
    for (let number = 0; number < 5; number += 1) {
      await client.visit();
    }
    assert.equal(fake.connections - before, 5);
  });

  it("share one connection where they are to", async () => {
    await open();
    const client = await visitor("one connection");
    const before = fake.connections;
    for (let number = 0; number < 5; number += 1) {
      await client.visit();
    }
    assert.equal(fake.connections - before, 1);
  });

  it("send the jar's cookie and keep what is set", async () => {
    await open();
    const client = await visitor("new connections");
    const first = await client.visit();
    const second = await client.visit();
    assert.equal(first.cookieSent, undefined);
    assert.equal(second.cookieSent, first.setCookies[0]?.split(";")[0]);
    assert.deepEqual(second.setCookies, []);
    assert.deepEqual(second.answerer, first.answerer);
  });

  it("do not send a Secure cookie over http", async () => {
    await open({ cookieAttributes: "; Path=/; Secure" });
    const client = await visitor("new connections");
    await client.visit();
    assert.equal((await client.visit()).cookieSent, undefined);
  });

  it("send no cookie that has ended, and send the others on", async () => {
    mock.timers.enable({ apis: ["Date"] });
    try {
      const sent: (string | undefined)[] = [];
      const client = new Visitor({
        send: ({ cookie }) => {
          sent.push(cookie);
          const setCookies = sent.length === 1 ? ["a=1; Max-Age=60", "b=2"] : [];
          return Promise.resolve({ headers: {}, setCookies, sentAt: 0, milliseconds: 0, body: "" });
        },
        cookieUrl: "http://hello.localhost/",
      });
      for (let seconds = 0; seconds < 80; seconds += 20) {
        await client.visit();
        mock.timers.tick(20_000);
      }
      await client.visit();
      assert.deepEqual(sent, [undefined, "a=1; b=2", "a=1; b=2", "a=1; b=2", "b=2"]);
    } finally {
      mock.timers.reset();
    }
  });

  it("send what the jar has for each path, as soon as it is set", async () => {
    const sent: (string | undefined)[] = [];
    const client = new Visitor({
      send: ({ cookie }) => {
        sent.push(cookie);
        return Promise.resolve({
          ...{ headers: {}, setCookies: [], sentAt: 0, milliseconds: 0, body: "" },
        });
      },
      cookieUrl: "http://hello.localhost/",
    });
    client.accept(["a=1", "b=2; Path=/b"]);
    for (const path of ["/b", "/", "/b"]) {
      await client.visit(path);
    }
    client.accept(["a=3"]);
    await client.visit("/b");
    assert.deepEqual(sent, ["b=2; a=1", "a=1", "b=2; a=1", "b=2; a=3"]);
  });

  it("tell why they are lost", async () => {
    await open({ replicas: 0 });
    assert.equal(
      (await (await visitor("new connections")).visit()).lost,
      "status 503 (Service Unavailable)",
    );
    await fake.stop();
    assert.match((await (await visitor("new connections")).visit()).lost ?? "", /ECONNREFUSED/);
    fake = new FakeSite();
    await fake.start();
  });

  for (const use of ["new connections", "one connection"] as const) {
    it(`are lost where the whole answer comes too late: ${use}`, async () => {
      const slow = await serve((_, response) => {
        response.write("Server name: hello-0\n");
        const timer = setInterval(() => response.write("."), 20);
        response.on("close", () => {
          clearInterval(timer);
        });
      });
      const { signal } = new AbortController();
      await open();
      const other = new Site({
        ...{ url: slow.url, identity: helloIdentity, timeoutSeconds: 0.2, signal },
      });
      const { lost, failedAt, milliseconds } = await (await other.sender(use))({});
      assert.deepEqual([lost, failedAt], ["no whole answer within 0.2 s", "time"]);
      assert.ok(milliseconds >= 190);
      await other.close();
      await slow.stop();
    });
  }

  it("are not given up where a proxy tries another pod only after 5 s", async () => {
    const slow = await serve((_, response) => {
      setTimeout(() => response.end("Server name: hello-1\n"), 5_200);
    });
    const { signal } = new AbortController();
    await open();
    const other = new Site({ url: slow.url, identity: helloIdentity, signal });
    const { lost, answerer } = await (await other.sender("new connections"))({});
    assert.deepEqual([lost, answerer?.name], [undefined, "hello-1"]);
    await other.close();
    await slow.stop();
  });

  it("go where --resolve says, under the host that was asked for", async () => {
    await open();
    const { port } = site.url;
    const other = new Site({
      url: new URL(`http://shop.example.com:${port}/`),
      identity: helloIdentity,
      resolve: [parseResolveRule(`shop.example.com:${port}:127.0.0.1`)],
      signal: new AbortController().signal,
    });
    const send = await other.sender("new connections");
    assert.equal((await send({})).status, 200);
    await other.close();
  });

  it("keep cookies for the host of a Host header, and ask for it by TLS", async () => {
    await open({}, { headers: { Host: "shop.example.com:81" } });
    assert.equal(new URL(site.cookieUrl).hostname, "shop.example.com");
    assert.equal(site.serverName, "shop.example.com");
  });

  it("ask for no name by TLS where there is only an address", async () => {
    await open({}, { headers: { Host: "[fd00::1]:81" } });
    assert.equal(site.serverName, "");
  });
});

describe("--resolve", () => {
  it("takes host, port and address", () => {
    assert.deepEqual(parseResolveRule("Shop.example.com:443:10.0.0.7"), {
      ...{ host: "shop.example.com", port: 443, address: "10.0.0.7" },
    });
    assert.equal(parseResolveRule("a:80:[fd00::1]").address, "fd00::1");
    assert.equal(parseResolveRule("a:80:fd00::1").address, "fd00::1");
  });

  for (const text of ["", "a", "a:80", "a:80:b", "a:99999:10.0.0.1", ":80:10.0.0.1"]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseResolveRule(text), /allowed: host:port:address/);
    });
  }

  it("applies to a host and a port", async () => {
    const rules = [parseResolveRule("localhost:81:10.0.0.7")];
    const addresses = async (url: string) =>
      (await resolveHost(new URL(url), rules)).map(({ address }) => address);
    assert.deepEqual(await addresses("http://localhost:81/"), ["10.0.0.7"]);
    assert.deepEqual(await addresses("http://localhost/"), ["127.0.0.1", "::1"]);
    assert.deepEqual(await addresses("http://[::1]:81/"), ["::1"]);
    assert.equal(portOf(new URL("https://a/")), 443);
  });
});
