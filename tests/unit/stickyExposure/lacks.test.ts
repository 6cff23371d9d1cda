import assert from "node:assert/strict";
import { fakeApiServer } from "../support/fakeApiServer";
import { application, budget, deploy, deployment } from "./cluster";

/** What is said of an application, without what is said of its controller. */
async function said(
  answers: Record<string, object | "forbidden">,
  config: Record<string, string> = {},
): Promise<string[]> {
  const server = await fakeApiServer(answers);
  const { warnings, failures } = await deploy(server, { existingService: "store/web", ...config });
  server.close();
  assert.deepEqual([...failures], []);
  return warnings
    .filter((warning) => warning.includes("shop: "))
    .map((warning) => warning.slice(warning.indexOf("shop: ") + "shop: ".length));
}

const header = "The Deployment store/web is not changed, and lacks:\n";
const add = "\nAdd to it, in its manifest or by the values of its Helm chart:\n";

const lacking: [what: string, answers: Parameters<typeof application>[0], said: string][] = [
  [
    "a readiness probe",
    { workloads: [deployment({ readinessProbe: undefined })] },
    `${header}- a readiness probe: a pod gets clients before it can serve them, and keeps them when it hangs${add}spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe:
            httpGet:
              path: <path>
              port: serve
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3`,
  ],
  [
    "a readiness probe beside another one",
    {
      workloads: [
        deployment({
          readinessProbe: undefined,
          livenessProbe: { httpGet: { path: "/alive", port: 9000 }, periodSeconds: 60 },
        }),
      ],
    },
    `${header}- a readiness probe: a pod gets clients before it can serve them, and keeps them when it hangs${add}spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe:
            httpGet:
              path: /alive
              port: 9000
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3`,
  ],
  [
    "a drain",
    { workloads: [deployment({ lifecycle: undefined })] },
    `${header}- a drain: the application is told to end at once, and Traefik may take 5 s to leave a pod that is about to end${add}spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle:
            preStop:
              sleep:
                seconds: 10`,
  ],
  [
    "a drain that is long enough",
    {
      workloads: [
        deployment({ lifecycle: { preStop: { exec: { command: ["sh", "-c", "sleep 4"] } } } }),
      ],
    },
    `${header}- a drain: the application serves on for 4 s, and Traefik may take 5 s to leave a pod that is about to end${add}spec:
  template:
    spec:
      containers:
        - name: web
          lifecycle:
            preStop:
              sleep:
                seconds: 10`,
  ],
  [
    "time to end",
    { workloads: [deployment({}, { terminationGracePeriodSeconds: 10 })] },
    `${header}- time to end: it is killed after 10 s, and needs 30 s to serve on and to finish${add}spec:
  template:
    spec:
      terminationGracePeriodSeconds: 30`,
  ],
  [
    "a second pod",
    { workloads: [deployment({}, {}, { replicas: 1 })] },
    `${header}- a second pod: when the only one goes, there is no other for its clients${add}spec:
  replicas: 2`,
  ],
  [
    "a disruption budget",
    { budgets: [{ ...budget, spec: { selector: { matchLabels: { app: "other" } } } }] },
    `${header}- a disruption budget: the drain of a node may end all of its pods at once
Add beside it:
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: store
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web`,
  ],
];

describe("what an application that is there already lacks", () => {
  for (const [what, answers, message] of lacking) {
    it(`is said, with the lines that add it: ${what}`, async () => {
      assert.deepEqual(await said(application(answers)), [message]);
    });
  }

  it("is nothing where it has all that StickyApp would have", async () => {
    assert.deepEqual(await said(application()), []);
  });

  const alone = (): object => {
    const whole = deployment() as { spec: { template: { spec: { containers: object[] } } } };
    whole.spec.template.spec.containers.pop();
    return whole;
  };

  it("is a gate, where the controller keeps clients on a pod that ends", async () => {
    const [message = "", ...others] = await said(application({ workloads: [alone()] }));
    assert.deepEqual(others, []);
    assert.ok(
      message.startsWith(
        `${header}- a drain gate, unless the application itself turns not ready when it is told to end, and serves on: Traefik keeps clients on a pod that ends for as long as it is ready${add}spec:
  template:
    spec:
      containers:
        - name: drain-gate
          image: docker.io/library/busybox:1.37.0
`,
      ),
      message,
    );
    assert.match(message, /\n {10}ports:\n {12}- name: gate\n {14}containerPort: 9339\n/);
    assert.match(message, /\n {6}volumes:\n {8}- name: gate\n/);
  });

  it("is no gate, where the controller leaves such a pod at once", async () => {
    const config = { controller: "haproxy-ingress" };
    assert.deepEqual(await said(application({ workloads: [alone()] }), config), []);
  });

  it("is what nothing in a pod can help, where the controller keeps clients on a pod that is not ready too", async () => {
    const config = { controller: "haproxy-ingress-drain-support" };
    assert.deepEqual(await said(application(), config), [
      `${header}- a way to move its clients: haproxy-ingress with drain support keeps them on a pod that ends, ready or not, until it is gone (without drain support it leaves such a pod at once)`,
    ]);
  });

  it("is no gate without affinity", async () => {
    assert.deepEqual(await said(application({ workloads: [alone()] }), { affinity: "none" }), []);
  });

  it("is not known where nothing makes the pods", async () => {
    const [message] = await said(application({ workloads: [] }));
    assert.match(message ?? "", /^No Deployment and no StatefulSet of the namespace store makes/);
  });

  it("stops nothing where it may not be read", async () => {
    const answers = application();
    const [message, ...others] = await said({
      ...answers,
      "/apis/apps/v1/namespaces/store/deployments": "forbidden",
    });
    assert.deepEqual(others, []);
    assert.match(message ?? "", /^What the application's pods lack is not known: .* answers 403/);
  });
});
