import assert from "node:assert/strict";
import { appsIn, contextsIn } from "../../../verify/subject/deployed";
import { chooseApp } from "../../../verify/subject/findTarget";

const urn = "urn:pulumi:k8s::sticky-session::sticky:index:StickyApp::hello";
const affinity = { cookie: { name: "hello" } };
const exposure = { host: "hello.example.com", path: "/", tls: "none" };
const component = {
  ...{ urn, type: "sticky:index:StickyApp" },
  outputs: {
    ...{ url: "http://hello.example.com/", host: "hello.example.com", cookieName: "hello" },
    ...{ affinity, controller: "traefik", exposure },
  },
};

function object(type: string, name: string, spec: object = {}): object {
  return {
    ...{ urn: `${urn}::${name}`, type, parent: urn },
    outputs: { metadata: { name, namespace: "shop" }, spec },
  };
}

const headless = object("kubernetes:core/v1:Service", "hello-headless", { clusterIP: "None" });
const service = object("kubernetes:core/v1:Service", "hello", {
  clusterIP: "10.0.0.1",
  selector: { "app.kubernetes.io/name": "hello" },
});

function stackExport(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { resources } });
}

describe("applications in a stack's state", () => {
  it("are found with their Service, their Ingress and their description", () => {
    const ingress = object("kubernetes:networking.k8s.io/v1:Ingress", "hello-web");
    assert.deepEqual(
      appsIn(
        stackExport(
          { urn: "urn:s", type: "pulumi:pulumi:Stack" },
          component,
          headless,
          service,
          ingress,
        ),
      ),
      [
        {
          ...{ name: "hello", url: "http://hello.example.com/", host: "hello.example.com" },
          ...{ namespace: "shop", service: "hello" },
          selector: { "app.kubernetes.io/name": "hello" },
          exposure: { kind: "ingress", name: "hello-web" },
          ...{ cookieName: "hello", controller: "traefik", affinity, described: exposure },
        },
      ],
    );
  });

  it("may have several hosts", () => {
    const urls = ["http://hello.example.com/", "http://example.com/"];
    const hosts = ["hello.example.com", "example.com"];
    const several = { ...component, outputs: { ...component.outputs, urls, hosts } };
    const [app] = appsIn(stackExport(several, service));
    assert.deepEqual([app?.urls, app?.hosts], [urls, hosts]);
  });

  it("may have a Route", () => {
    const route = object("kubernetes:route.openshift.io/v1:Route", "hello");
    const [app] = appsIn(stackExport(component, service, route));
    assert.deepEqual(app?.exposure, { kind: "route", name: "hello" });
  });

  describe("that were there already", () => {
    const existingUrn = urn.replace("StickyApp", "StickyExposure");
    const of = (resource: object) => ({ ...resource, parent: existingUrn });
    const existing = (outputs: object) => ({
      ...component,
      ...{ urn: existingUrn, type: "sticky:index:StickyExposure" },
      outputs: { ...component.outputs, ...outputs },
    });
    const named = existing({ service: { namespace: "shop", name: "web" } });

    it("are found by the Service that the stack made beside theirs", () => {
      const [app] = appsIn(stackExport(named, of(service)));
      assert.deepEqual([app?.namespace, app?.service], ["shop", "hello"]);
      assert.deepEqual(app?.selector, { "app.kubernetes.io/name": "hello" });
    });

    it("are found by their own Service", () => {
      const [app] = appsIn(stackExport(named));
      assert.deepEqual([app?.namespace, app?.service, app?.selector], ["shop", "web", {}]);
    });

    it("are in the namespace of their Ingress where the Service was not read", () => {
      const ingress = of(object("kubernetes:networking.k8s.io/v1:Ingress", "hello"));
      const [app] = appsIn(stackExport(existing({ service: { name: "web" } }), ingress));
      assert.deepEqual([app?.namespace, app?.service], ["shop", "web"]);
    });
  });

  it("are none where nothing is deployed", () => {
    assert.deepEqual(appsIn(stackExport({ ...component, outputs: {} })), []);
  });

  it("are chosen by name where there are several", () => {
    const apps = appsIn(stackExport(component, service));
    const [app] = apps;
    assert.ok(app);
    const both = [app, { ...app, name: "shop" }];
    assert.equal(chooseApp(apps, "k8s", undefined), app);
    assert.equal(chooseApp(both, "k8s", "hello"), app);
    assert.throws(
      () => chooseApp(both, "k8s", undefined),
      /several applications: hello, shop\..*--app NAME/,
    );
    assert.throws(
      () => chooseApp(both, "k8s", "none"),
      /no application none\. Applications: hello, shop\./,
    );
    assert.throws(
      () => chooseApp([], "k8s", undefined),
      /no application that is deployed: pulumi up --stack k8s\. /,
    );
    assert.throws(() => chooseApp([], "it's; reboot", undefined), {
      message: /: pulumi up --stack 'it'\\''s; reboot'\. /,
    });
  });
});

describe("the contexts of a stack's state", () => {
  const provider = (id: string, inputs: object) => ({
    urn: "urn:p",
    id,
    type: "pulumi:providers:kubernetes",
    inputs,
  });
  const deployed = (id: string) => ({
    type: "kubernetes:core/v1:Service",
    provider: `urn:p::${id}`,
  });

  it("are those of the providers that have objects", () => {
    const state = stackExport(
      provider("1", { context: "old" }),
      provider("2", { context: "mine" }),
      deployed("2"),
    );
    assert.deepEqual([...contextsIn(state)], ["mine"]);
  });

  it("include the one that was current", () => {
    assert.deepEqual([...contextsIn(stackExport(provider("1", {}), deployed("1")))], [undefined]);
  });

  it("are none without objects", () => {
    assert.deepEqual([...contextsIn(stackExport(provider("1", { context: "old" })))], []);
    assert.deepEqual([...contextsIn(JSON.stringify({ deployment: {} }))], []);
  });
});
