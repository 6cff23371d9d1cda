import assert from "node:assert/strict";
import { migrated, nginx, paths, service, sticky } from "./migrated";

const sentence = async (yaml: string, to: string, begins: string): Promise<string | undefined> =>
  (await migrated(yaml, to)).users.find((each) => each.startsWith(begins));

describe("what users of the site notice", () => {
  it("is that each of them is moved once, whatever the controllers", async () => {
    assert.equal(
      await sentence(sticky(), "openshift-route", "The OpenShift router does not honour"),
      "The OpenShift router does not honour the cookies of ingress-nginx: each user is moved once, with the first request that reaches it, and gets a cookie of its own then.",
    );
  });

  it("is the name of the cookie, kept or not", async () => {
    assert.match(
      (await sentence(sticky(), "traefik", "The cookie keeps")) ?? "",
      /^The cookie keeps its name \(INGRESSCOOKIE\)/,
    );
    assert.match(
      (await sentence(sticky(), "contour", "The cookie changes")) ?? "",
      /^The cookie changes its name: INGRESSCOOKIE is X-Contour-Session-Affinity now \(web\)\./,
    );
    assert.match(
      (await sentence(sticky(), "azure-application-gateway", "The cookie changes")) ?? "",
      /INGRESSCOOKIE is one that the controller chooses now/,
    );
  });

  it("is each attribute that differs", async () => {
    assert.equal(
      await sentence(sticky(), "traefik", "Its attributes"),
      "Its attributes are the same.",
    );
    assert.equal(
      await sentence(
        sticky({ [`${nginx}/session-cookie-max-age`]: "60" }),
        "haproxytech",
        "Its attributes",
      ),
      "Its attributes differ: Max-Age was 60 and is not set, or the controller's own (web); HttpOnly was on and is off (web).",
    );
  });

  for (const [mode, to, says] of [
    [
      "balanced",
      "traefik",
      /^Before, the cookie was a key that was hashed .* now it names one pod, and more pods move nobody\.$/,
    ],
    ["persistent", "traefik", /^Before and now the cookie names one pod/],
    ["balanced", "contour", /^Before and now the cookie is a key that is hashed/],
    [
      "persistent",
      "contour",
      /^Before, the cookie named one pod, and more pods moved nobody; Contour hashes it/,
    ],
  ] as const) {
    it(`is how strongly they are bound: ${mode}, then ${to}`, async () => {
      const { users } = await migrated(sticky({ [`${nginx}/affinity-mode`]: mode }), to);
      assert.ok(
        users.some((each) => says.test(each)),
        users.join("\n"),
      );
    });
  }

  it("is what no document says of a pod that is gone", async () => {
    const { users } = await migrated(sticky(), "aws-load-balancer-controller");
    assert.match(
      users.at(-1) ?? "",
      /^Whether a user whose pod is gone gets a new cookie is not documented/,
    );
  });
});

describe("how to roll it out", () => {
  it("has the commands for each host, path and Service, quoted for a shell", async () => {
    const yaml = `${sticky({}, paths("/a&b", "/api=api"))}---\n${service("api")}`;
    const { rollout } = await migrated(yaml, "traefik");
    const commands = rollout.flatMap((step) => step.commands);
    assert.deepEqual(commands, [
      "kubectl diff -f migrated.yaml",
      "kubectl apply -f migrated.yaml",
      "sticky verify --url 'http://shop.example.com/a&b' --service store/web --controller traefik --resolve shop.example.com:80:ADDRESS",
      "sticky verify --url http://shop.example.com/api --service store/api --controller traefik --resolve shop.example.com:80:ADDRESS",
      "kubectl delete ingress shop --namespace store",
    ]);
  });

  it("installs what the dialect knows how to install", async () => {
    const { rollout } = await migrated(sticky(), "contour");
    assert.ok(
      rollout.some(
        ({ commands }) =>
          commands[0]?.startsWith("kubectl apply -f https://projectcontour.io/") === true,
      ),
    );
  });

  it("moves the names last", async () => {
    const { rollout } = await migrated(sticky(), "traefik");
    const at = (begins: string): number => rollout.findIndex(({ say }) => say.startsWith(begins));
    assert.ok(at("Prove at the new address") < at("Some hours before: let the DNS records"));
    assert.ok(at("Keep sessions in a store") === 0);
  });
});

describe("what the cluster has to serve", () => {
  it("is in the report", async () => {
    const { needs } = await migrated(sticky(), "envoy-gateway");
    assert.deepEqual(
      needs.map(({ kind, field }) => [kind, field]),
      [["HTTPRoute", "spec.rules.sessionPersistence.sessionName"]],
    );
  });
});
