import assert from "node:assert/strict";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import { kubectl } from "../support/cluster";
import { lab, labSucceeds } from "../support/lab";
import { shell } from "../support/shell";
import { type Settings, TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

interface Controller {
  readonly id: string;
  /** Where the lab's controller listens for http. */
  readonly address: string;
  readonly settings: Settings;
  /** The answer of haproxy-ingress's ConfigMap to `drain-support`. */
  readonly drainSupport?: "true" | "false";
}

/** Without the drain, which would move the clients before the controller has to. */
const attributes = { cookieMaxAgeSeconds: "3600", cookieSameSite: "Lax", drain: "off" };

/** The controllers that the lab runs; each is held to just the promises of its dialect. */
const controllers: readonly Controller[] = [
  { id: "traefik", address: "127.0.0.1", settings: attributes },
  { id: "traefik-ingress-nginx", address: "127.0.0.3", settings: attributes },
  {
    id: "haproxy-ingress",
    address: "127.0.0.2",
    // It writes no status in the lab.
    settings: { ...attributes, awaitIngress: "false" },
    drainSupport: "false",
  },
  {
    id: "haproxy-ingress-drain-support",
    address: "127.0.0.2",
    settings: { ...attributes, awaitIngress: "false" },
    drainSupport: "true",
  },
];

/** The extras that the lab has now, as the option `--with` takes them. */
async function presentExtras(): Promise<string[]> {
  const { stdout } = await lab("status", "--output", "json");
  const { pieces } = JSON.parse(stdout) as { pieces: { name: string }[] };
  const extras = pieces
    .map(({ name }) => name)
    .filter((name) => ["haproxy-ingress", "traefik-ingress-nginx"].includes(name));
  return extras.length > 0 ? extras : ["none"];
}

describe("a controller that runs in the lab", function () {
  this.timeout(10 * 60_000);
  let before_: string[] = [];

  before(async () => {
    before_ = await presentExtras();
    await labSucceeds("up", "--with", "haproxy-ingress", "traefik-ingress-nginx");
  });
  after(() => labSucceeds("up", "--with", ...before_));

  for (const { id, address, settings, drainSupport } of controllers) {
    describe(id, () => {
      let stack: TestStack;
      before(async () => {
        if (drainSupport !== undefined) {
          const data = { "drain-support": drainSupport };
          await kubectl([
            ...["patch", "configmap", "haproxy-ingress", "--namespace=kube-system"],
            ...["--type=merge", "--patch", JSON.stringify({ data })],
          ]);
        }
        stack = await TestStack.create({ controller: id, ...settings });
        await stack.up();
      });
      after(() => stack.dispose());

      it("keeps what its dialect promises", async () => {
        assertPassed(
          await verifyStack(stack, [
            ...["--resolve", `${stack.namespace}.localhost:80:${address}`],
            ...["--disrupt", "pod-deletion,scale", "--yes", "--wait", "60"],
          ]),
        );
      });

      const keeps = findDialect(id)?.promises.keepsTerminatingPods === true;
      it(`${keeps ? "keeps" : "moves"} the clients of a terminating pod that still serves`, async () => {
        const inNamespace = `--namespace ${stack.namespace}`;
        const visit = `curl -s --max-time 5 --retry 20 --retry-delay 1 --retry-all-errors --fail --resolve ${stack.namespace}.localhost:80:${address} -c jar -b jar ${await stack.url()} | sed -n "s/^Server name: //p"`;
        const lifecycle = { preStop: { sleep: { seconds: 15 } } };
        const spec = {
          terminationGracePeriodSeconds: 30,
          containers: [{ name: "application", lifecycle }],
        };
        const patch = JSON.stringify({ spec: { template: { spec } } });
        const [pod, next, terminating] = await shell(
          `
          kubectl patch statefulset hello ${inNamespace} --patch '${patch}' >&2
          kubectl rollout status statefulset hello ${inNamespace} --timeout=120s >&2
          sleep 3
          pod=$(${visit}); echo $pod
          kubectl delete pod $pod ${inNamespace} --wait=false >&2
          sleep 5
          echo $(${visit})
          kubectl get pod $pod ${inNamespace} --output 'jsonpath={.metadata.deletionTimestamp}'`,
          stack.folder,
        );
        assert.match(terminating ?? "", /^\d/, "the pod has ended too early to tell");
        assert.equal(next === pod, keeps, `${pod ?? ""}, then ${next ?? ""}`);
      });
    });
  }

  it("is just each one whose dialect says that it was seen live", () => {
    const live = dialects.filter(({ verified }) => verified === "live").map(({ id }) => id);
    assert.deepEqual(live.sort(), [...controllers.map(({ id }) => id)].sort());
  });
});
