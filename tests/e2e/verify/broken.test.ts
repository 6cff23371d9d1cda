import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createRestrictedNamespace, deleteNamespace, kubectl } from "../support/cluster";
import { eventually } from "../support/eventually";
import { createObjects } from "../support/plainObjects";
import { type Answer, forward, Proxy } from "../support/proxies";
import { describeFailures, failures, verifyLive } from "../support/verifier";
import { hostOf, name, objects, setups, stays } from "./brokenSetups";

describe("the verifier finds what is broken:", () => {
  before(async () => {
    await createRestrictedNamespace(name);
    await createObjects(name, objects);
    await kubectl([
      ...["wait", "pod", "--all", "--for=condition=Ready", "--timeout=90s"],
      ...["--namespace", name, "--field-selector", "metadata.name!=partly-2"],
    ]);
    await eventually(async () => {
      const { exitCode } = await verifyLive(argumentsFor("healthy"));
      assert.equal(exitCode, 0);
    });
  });
  after(() => deleteNamespace(name));

  function argumentsFor(setup: string, url = `http://${hostOf(setup)}/`): string[] {
    return ["--url", url, "--service", `${name}/${setup}`, "--wait", "0"];
  }

  async function assertFinds(
    argv: readonly string[],
    fails: readonly string[],
    cause: RegExp,
    mayFail: readonly string[] = [],
  ): Promise<void> {
    const { exitCode, report } = await verifyLive(argv);
    const all = describeFailures(report);
    assert.equal(exitCode, 1, all);
    assert.deepEqual(
      failures(report)
        .map(({ id }) => id)
        .filter((id) => !mayFail.includes(id))
        .sort(),
      [...fails].sort(),
      all,
    );
    assert.match(failures(report).find(({ id }) => id === fails[0])?.cause ?? "", cause, all);
    assert.ok(
      failures(report).every((failure) => failure.cause !== undefined),
      all,
    );
  }

  for (const { what, service, url, options = [], fails, mayFail, cause } of setups) {
    it(what, () => assertFinds([...argumentsFor(service, url), ...options], fails, cause, mayFail));
  }

  describe("behind a proxy", () => {
    let proxy: Proxy | undefined;
    afterEach(async () => {
      await proxy?.stop();
      proxy = undefined;
    });

    /** Puts the proxy in front of the healthy set-up. */
    async function behind(made: Proxy): Promise<string[]> {
      proxy = made;
      const port = await made.start();
      return [
        ...argumentsFor("healthy", `http://127.0.0.1:${port}/`),
        ...["--header", `Host: ${hostOf("healthy")}`, "--cookie", "hello"],
      ];
    }
    const traefik = { address: "127.0.0.1", port: 80 };

    it("that strips Set-Cookie", async () => {
      const argv = await behind(
        new Proxy(async (request) => {
          const { headers, ...answer } = await forward(request, traefik);
          return { ...answer, headers: { ...headers, "set-cookie": undefined } };
        }),
      );
      await assertFinds(
        argv,
        ["cookie-set", ...stays],
        /^The objects ask Traefik for the cookie and it does not arrive: something in front of the controller/,
      );
    });

    it("that caches", async () => {
      let cached: Promise<Answer> | undefined;
      const argv = await behind(
        new Proxy(async (request) => {
          cached ??= forward(request, traefik);
          return cached;
        }),
      );
      await assertFinds(
        argv,
        ["varies-without-cookie", "clients-spread"],
        /^The answer comes from a cache and not from a pod \(the answers are equal\)/,
      );
    });

    it("that hashes where strong affinity was promised, when a pod is added", async () => {
      const stop = new AbortController();
      const addresses = await watchedAddresses(stop.signal);
      const keys = new Set<string>();
      const argv = await behind(
        new Proxy(async (request) => {
          const sent = /(?:^|; )hello=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
          const known = sent !== undefined && keys.has(sent);
          const key = known ? sent : randomBytes(8).toString("hex");
          keys.add(key);
          const current = addresses();
          const address = current[Number.parseInt(key.slice(0, 8), 16) % current.length] ?? "";
          const { headers, ...answer } = await forward(request, { address, port: 8080 });
          const setCookie = known ? {} : { "set-cookie": [`hello=${key}; Path=/; HttpOnly`] };
          return { ...answer, headers: { ...headers, ...setCookie } };
        }),
      );
      try {
        await assertFinds(
          [...argv, "--controller", "traefik", "--disrupt", "scale", "--yes"],
          ["scale"],
          /^The cookie is a key for consistent hashing where it should name one pod/,
        );
      } finally {
        stop.abort();
      }
      const replicas = ["get", "statefulset", "hello", "--namespace", name];
      assert.equal(await kubectl([...replicas, "--output=jsonpath={.spec.replicas}"]), "3");
    });

    /** The ready pods' addresses, as a controller knows them: a moment late. */
    async function watchedAddresses(signal: AbortSignal): Promise<() => string[]> {
      let current: string[] = [];
      const look = async (): Promise<void> => {
        const slices = await kubectl([
          ...["get", "endpointslices", "--namespace", name],
          "--selector=kubernetes.io/service-name=healthy",
          "--output=jsonpath={.items[*].endpoints[?(@.conditions.ready==true)].addresses[0]}",
        ]);
        current = slices.split(" ").sort();
      };
      await look();
      void (async () => {
        while (!signal.aborted) {
          await sleep(300);
          await look();
        }
      })();
      return () => current;
    }
  });
});
