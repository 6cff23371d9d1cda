import assert from "node:assert/strict";
import { kubectl } from "../support/cluster";
import { type Answer, attributes, curl, pair } from "../support/curl";
import { eventually } from "../support/eventually";
import { type Settings, TestStack } from "../support/testStack";

/** The answer over https, once it is `status`. */
function answer(host: string, status = 200): Promise<Answer> {
  return eventually(async () => {
    const got = await curl(`https://${host}/`);
    assert.equal(got.status, status);
    return got;
  });
}

describe("a Route with TLS", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ tls: "edge" });
    await stack.up();
  });
  after(() => stack.dispose());

  async function change(settings: Settings): Promise<void> {
    await stack.configure(settings);
    await stack.up();
  }

  describe("that ends at the router", () => {
    it("has an https URL, and a cookie that is Secure", async () => {
      assert.equal(await stack.url(), `https://${stack.host}/`);
      const { cookies } = await answer(stack.host);
      assert.match(cookies[0] ?? "", /^hello=[0-9a-f]{32};/);
      assert.equal(attributes(cookies[0]), "path=/; HttpOnly; Secure; SameSite=None");
    });

    it("keeps its user on the pod", async () => {
      const { pod, cookies } = await answer(stack.host);
      for (let visit = 0; visit < 14; visit += 1) {
        const { pod: next } = await curl(await stack.url(), "--cookie", pair(cookies[0]));
        assert.equal(next, pod);
      }
    });

    it("sends plain http to https, path and query included", async () => {
      const { status, headers, cookies } = await curl(`http://${stack.host}/a/b?c=d`);
      assert.equal(status, 302);
      assert.ok(headers.includes(`location: https://${stack.host}/a/b?c=d`), headers.join());
      assert.deepEqual(cookies, []);
    });

    it("has the SameSite that is set", async () => {
      await change({ cookieSameSite: "Strict" });
      await eventually(async () => {
        const { cookies } = await curl(await stack.url());
        assert.equal(attributes(cookies[0]), "path=/; HttpOnly; Secure; SameSite=Strict");
      });
    });

    it("answers 503 on plain http where that is not wanted", async () => {
      await change({ insecureTraffic: "None" });
      await eventually(async () => {
        assert.equal((await curl(`http://${stack.host}/`)).status, 503);
      });
    });

    it("serves plain http where that is allowed, without Secure and SameSite", async () => {
      await change({ insecureTraffic: "Allow", cookieSameSite: undefined });
      for (const scheme of ["http", "https"]) {
        await eventually(async () => {
          const { status, cookies } = await curl(`${scheme}://${stack.host}/`);
          assert.equal(status, 200);
          assert.equal(attributes(cookies[0]), "path=/; HttpOnly");
        });
      }
    });
  });

  describe("that goes on to the pods", () => {
    before(async () => {
      const authority = await kubectl([
        ...["get", "configmap", "hello-https", "--namespace", "kube-public"],
        "--output=jsonpath={.data.ca\\.crt}",
      ]);
      await change({
        tls: "reencrypt",
        image: "localhost/sticky-session/hello-https:1",
        port: "8443",
        insecureTraffic: undefined,
        destinationCaCertificate: authority,
      });
    });

    it("reaches pods that serve https alone, and keeps its user on one", async () => {
      const { pod, cookies } = await answer(stack.host);
      assert.match(pod ?? "", /^hello-\d$/);
      assert.equal(attributes(cookies[0]), "path=/; HttpOnly; Secure; SameSite=None");
      for (let visit = 0; visit < 14; visit += 1) {
        const { pod: next } = await curl(await stack.url(), "--cookie", pair(cookies[0]));
        assert.equal(next, pod);
      }
    });

    it("sends plain http to https", async () => {
      assert.equal((await curl(`http://${stack.host}/`)).status, 302);
    });

    it("does not trust pods whose authority nobody named", async () => {
      await change({ destinationCaCertificate: undefined });
      await answer(stack.host, 503);
    });
  });
});
