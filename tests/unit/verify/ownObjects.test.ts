import assert from "node:assert/strict";
import { contour } from "../../../components/affinity/dialects/contour";
import { envoyGateway } from "../../../components/affinity/dialects/envoyGateway";
import { openshiftRoute } from "../../../components/affinity/dialects/openshiftRoute";
import { makeHttpProxies } from "../../../components/affinity/exposedBy/httpProxy";
import { makeHttpRoute } from "../../../components/affinity/exposedBy/httpRoute";
import type { Application } from "../../../components/affinity/application";
import { objectsAsDescribed } from "../../../verify/checks/objectsAsDescribed";
import type { CheckOutcome } from "../../../verify/checks/check";
import type { LiveExposure, LiveObjects, OwnObject } from "../../../verify/cluster/liveObjects";
import { noCookieCauses } from "../../../verify/diagnosis/noCookie";
import { likelyCause } from "../../../verify/diagnosis/evidence";
import { unreachableCauses } from "../../../verify/diagnosis/unreachable";
import { notAdmitted } from "../../../verify/diagnosis/notAdmitted";
import type { Survey } from "../../../verify/survey";
import { expectationOf } from "../../../verify/subject/expectation";
import { servingDialect, type Target } from "../../../verify/subject/target";
import { fakeObjects } from "./fakeTarget";

const url = new URL("http://hello.example.com/");
const exposure = {
  host: url.hostname,
  hosts: [url.hostname, "example.com"],
  path: "/",
  tls: "none",
} as const;
const application: Application = {
  name: "hello",
  exposure,
  servicePort: 80,
  gateway: { name: "eg" },
};
const cookie = { loadBalancerPolicy: { strategy: "Cookie" } };
const survey = { first: { headers: {}, setCookies: [] } } as unknown as Survey;

/** The objects that are live beside the Service, which no Ingress leads to. */
function live(
  own: readonly (object | undefined)[] | undefined,
  further: Partial<LiveObjects> = {},
): LiveObjects {
  const none = { exposures: [], own: own as readonly OwnObject[] | undefined };
  return fakeObjects({ url, service: { annotations: {} }, objects: { ...none, ...further } });
}

function target(objects: LiveObjects, dialect = contour): Target {
  const described = dialect === contour ? {} : { cookie: { name: "hello" } };
  const expectation = expectationOf(
    dialect,
    { cookie: {}, ...described },
    { name: "hello", exposure },
  );
  return { url, expectation, cluster: { objects } } as unknown as Target;
}

async function check(objects: LiveObjects, dialect = contour): Promise<CheckOutcome> {
  const context = { target: target(objects, dialect), survey };
  return objectsAsDescribed.run(context as Parameters<typeof objectsAsDescribed.run>[0]);
}

const [first, second] = makeHttpProxies(application, cookie);
const [plain, secondPlain] = makeHttpProxies(application, {});

describe("the objects of controllers' own kinds", () => {
  it("pass where they are as described, and are named", async () => {
    assert.deepEqual(await check(live([first, second])), {
      result: "pass",
      detail: "Service hello, HTTPProxy hello, HTTPProxy hello-example.com",
    });
  });

  it("are told where affinity was taken out of one, also of another host's", async () => {
    for (const [own, name] of [
      [[plain, second], "hello"],
      [[first, secondPlain], "hello-example.com"],
    ] as const) {
      const { failure, detail } = await check(live(own));
      assert.equal(failure, "objects-differ");
      assert.equal(
        detail,
        `the HTTPProxy ${name} does not ask for affinity (spec.routes[].loadBalancerPolicy.strategy)`,
      );
    }
  });

  it("are told where a host has none", async () => {
    assert.match((await check(live([first]))).detail, /^no object has the host example\.com$/);
  });

  it("are told where there are none at all", async () => {
    assert.match((await check(live([]))).detail, /^no HTTPProxy leads to the Service hello$/);
  });

  it("are told with the value that differs", async () => {
    const persistence = (sessionName: string) => ({
      sessionPersistence: { type: "Cookie", sessionName },
    });
    const route = (name: string) => [makeHttpRoute(application, persistence(name))];
    assert.equal((await check(live(route("hello")), envoyGateway)).result, "pass");
    assert.match(
      (await check(live(route("other")), envoyGateway)).detail,
      /^the HTTPRoute hello has name: "other" instead of "hello" \(spec\.rules\.sessionPersistence\)$/,
    );
  });

  it("differ in nothing where they could not be read", async () => {
    assert.equal((await check(live(undefined))).result, "pass");
    const unreadable = ["HTTPProxy objects (forbidden)"];
    const { result, detail } = await check(live([], { unreadable }));
    assert.equal(result, "pass");
    assert.match(detail, /not readable: HTTPProxy objects \(forbidden\)/);
  });

  it("are no guess any more: where no cookie comes, it is told that none is asked for", () => {
    const evidence = { target: target(live([plain, secondPlain])), survey };
    assert.match(
      likelyCause(noCookieCauses, evidence) ?? "",
      /^No affinity at all is asked for: Contour reads it from the HTTPProxy/,
    );
    const asked = { target: target(live([first, second])), survey };
    assert.match(likelyCause(noCookieCauses, asked) ?? "", /strips Set-Cookie/);
  });

  it("lead to the Service too: where nothing answers, no Ingress is asked for", () => {
    const silent = { ...survey, addresses: ["127.0.0.1"] };
    const cause = (own: readonly (object | undefined)[]): string =>
      likelyCause(unreachableCauses, { target: target(live(own)), survey: silent }) ?? "";
    assert.match(cause([first]), /^Nothing answers at hello\.example\.com \(127\.0\.0\.1\)/);
    assert.match(
      cause([]),
      /^No Ingress and no Route of namespace shop leads to the Service hello/,
    );
  });

  it("tell the controller: by their kind, or by the controller that their status names", () => {
    const status = (controllerName: string) => ({ status: { parents: [{ controllerName }] } });
    const route = makeHttpRoute(application, {});
    const name = "gateway.envoyproxy.io/gatewayclass-controller";
    assert.equal(servingDialect(live([first])), contour);
    assert.equal(servingDialect(live([{ ...route, ...status(name) }]))?.id, "envoy-gateway");
    assert.equal(servingDialect(live([{ ...route, ...status("example.com/other") }])), undefined);
  });
});

describe("an object that no controller serves", () => {
  const pending = { state: "pending", because: "Waiting for controller" };
  const refused = { state: "refused", because: "Secret not found" };
  const classed = makeHttpProxies({ ...application, ingressClassName: "internal" }, cookie);
  const route = makeHttpRoute(application, {});
  const cases = [
    [
      "is waiting, without a class",
      { ...first, accepted: pending },
      /^No controller has taken the HTTPProxy hello \(Waiting for controller\): it names no class .* Does Contour run, .*kubectl describe httpproxy hello --namespace shop$/,
    ],
    [
      "is waiting, of a class",
      { ...classed[0], accepted: pending },
      /it names the class internal\./,
    ],
    [
      "was refused",
      { ...first, accepted: refused },
      /^The controller refuses the HTTPProxy hello \(Secret not found\): kubectl/,
    ],
    [
      "is waiting at a Gateway",
      { ...route, accepted: { state: "pending" } },
      /^No controller has taken the HTTPRoute hello: it asks for the Gateway eg\./,
    ],
  ] as const;
  for (const [title, object, expected] of cases) {
    it(`is told: ${title}`, async () => {
      const objects = live([object]);
      const outcome = await check(objects);
      assert.equal(outcome.failure, "object-not-accepted");
      assert.match(outcome.cause ?? "", expected);
      assert.match(notAdmitted({ target: target(objects), survey }) ?? "", expected);
    });
  }

  it("is none where it was accepted", () => {
    const objects = live([{ ...first, accepted: { state: "accepted" } }]);
    assert.equal(notAdmitted({ target: target(objects), survey }), undefined);
  });
});

describe("the Routes of an application under several hosts", () => {
  it("are all compared with the description", async () => {
    const key = "router.openshift.io/cookie_name";
    const routeAt = (host: string, annotations: Readonly<Record<string, string>>): LiveExposure =>
      ({
        ...{ kind: "Route", name: host, annotations, hosts: [host], spec: {} },
        rules: [{ host, path: "/", exact: false }],
      }) as const;
    const expectation = expectationOf(
      openshiftRoute,
      { cookie: { name: "hello" } },
      { name: "hello", exposure },
    );
    const annotations = expectation.annotations?.route ?? {};
    const own = routeAt(url.hostname, annotations);
    const other = routeAt("example.com", {});
    const objects = fakeObjects({
      url,
      service: { annotations: {} },
      objects: { exposures: [own] },
    });
    const cluster = { objects, exposures: [own, other] };
    const context = { target: { url, expectation, cluster }, survey };
    const { failure, detail } = await objectsAsDescribed.run(
      context as unknown as Parameters<typeof objectsAsDescribed.run>[0],
    );
    assert.equal(failure, "objects-differ");
    assert.match(detail, new RegExp(`^the Route example\\.com lacks the annotation ${key}`));
  });
});
