import assert from "node:assert/strict";
import { kubectl, objectsIn } from "../support/cluster";
import { install, remove, standardHttpRouteDefinition } from "../support/crds/crds";
import { messages } from "../support/engineEvents";
import { type Settings, TestStack } from "../support/testStack";

/** A class that may be one of two controllers', of which the lab runs neither. */
const sharedClass = {
  apiVersion: "networking.k8s.io/v1",
  kind: "IngressClass",
  metadata: { name: "e2e-nginx" },
  spec: { controller: "k8s.io/ingress-nginx" },
};

describe("a controller that the cluster has not", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
  });
  after(() => stack.dispose());

  /** What each is refused with, before anything is made. */
  const cases: [title: string, settings: Settings, message: RegExp][] = [
    [
      "no class of that name",
      { controller: "traefik", ingressClass: "absent" },
      /:ingressClass\n.*"absent"\n.*the cluster has no IngressClass absent\n.*traefik\n.*pulumi config set ingressClass traefik --stack k8s/,
    ],
    [
      "a class that is another's",
      { controller: "haproxytech", ingressClass: "traefik" },
      /:controller\n.*\n.*the IngressClass traefik belongs to traefik\.io\/ingress-controller.*\n.*\n.*pulumi config set controller traefik --stack k8s/,
    ],
    [
      "none of its kinds",
      { controller: "contour", ingressClass: "" },
      /:controller\n.*\n.*no kind HTTPProxy of projectcontour\.io\/v1.*\n.*\n.*kubectl apply -f https/,
    ],
  ];
  for (const [title, settings, message] of cases) {
    it(`${title}: reported with the command that fixes it, and nothing is made`, async () => {
      await stack.configure(settings);
      for (const operation of ["preview", "up"] as const) {
        await assert.rejects(stack[operation](), (error: Error) => {
          assert.match(error.message, message);
          return true;
        });
      }
      assert.deepEqual(await objectsIn(stack.namespace), []);
    });
  }

  describe("but for a field of its kind", () => {
    let installed: string[] = [];
    before(async () => {
      installed = await install(await standardHttpRouteDefinition());
    });
    after(() => remove(installed));

    it("says which one, that the API would drop", async () => {
      await stack.configure({ controller: "envoy-gateway", ingressClass: "", gatewayName: "eg" });
      await assert.rejects(
        stack.preview(),
        /HTTPRoute of gateway\.networking\.k8s\.io\/v1 has no field spec\.rules\.sessionPersistence\.sessionName/,
      );
    });
  });

  describe("so far as its class can tell", () => {
    before(() => kubectl(["create", "--filename=-"], JSON.stringify(sharedClass)));
    after(() => kubectl(["delete", "ingressclass", "e2e-nginx"]));

    it("warns where another controller's has the same string", async () => {
      await stack.configure({
        controller: "ingress-nginx",
        ingressClass: "e2e-nginx",
        gatewayName: "",
      });
      const { events } = await stack.preview();
      const [warning, ...others] = messages(
        events.filter(({ diagnosticEvent }) => diagnosticEvent?.severity === "warning"),
      );
      assert.deepEqual(others, []);
      assert.match(warning ?? "", /The IngressClass e2e-nginx names k8s\.io\/ingress-nginx/);
      assert.match(warning ?? "", /pulumi config set controller traefik-ingress-nginx/);
    });
  });
});
