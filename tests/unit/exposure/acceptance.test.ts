import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../../components/stickyApp";
import { inputsOf, onKubernetes } from "../stickyApp/children";
import { type FakeApiServer, fakeApiServer } from "../support/fakeApiServer";
import { promiseOf, run } from "../support/mocks";

const type = "kubernetes:projectcontour.io/v1:HTTPProxy";
const path = "/apis/projectcontour.io/v1/namespaces/shop/httpproxies";
const decision = 'jsonpath={.status.conditions[?(@.type=="Valid")].status}';

describe("the wait for the objects of a controller's own kinds", () => {
  let server: FakeApiServer | undefined;
  afterEach(() => {
    server?.close();
  });

  /** The URL, and the annotations of the HTTPProxy, on a cluster that gives these answers. */
  async function deployed(
    answers: Readonly<Record<string, object | "forbidden">>,
    { preview = false, awaitObjects = true } = {},
  ): Promise<{ url: unknown; annotations: unknown; authorizations: number }> {
    const api = await fakeApiServer({
      "/apis/projectcontour.io/v1": { resources: [{ kind: "HTTPProxy" }] },
      ...answers,
    });
    server = api;
    const { result, registered } = await run(
      () => {
        pulumi.runtime.setAllConfig({
          "kubernetes:kubeconfig": api.kubeconfig,
          "kubernetes:context": "here",
        });
        const args = { ...onKubernetes, controller: "contour", namespace: "shop", awaitObjects };
        const app = new StickyApp("hello", args, { watchPods: false });
        return { url: promiseOf(app.url) };
      },
      { preview },
    );
    const { metadata } = inputsOf(registered, type) as {
      metadata: { annotations?: Record<string, string> };
    };
    const { annotations = {} } = metadata;
    const url = preview ? undefined : await result.url;
    return { url, annotations, authorizations: api.authorizations.length };
  }

  it("is the program's where it can ask the cluster", async () => {
    const { url, annotations } = await deployed({
      [`${path}?limit=1`]: { items: [] },
      [`${path}/hello`]: { metadata: { name: "hello" }, status: { currentStatus: "valid" } },
    });
    assert.equal(url, "http://hello.example.com/");
    assert.deepEqual(annotations, {});
  });

  it("is the provider's where the program may not read them", async () => {
    const { annotations } = await deployed({ [`${path}?limit=1`]: "forbidden" });
    assert.deepEqual(annotations, { "pulumi.com/waitFor": decision });
  });

  it("is nobody's with awaitObjects false", async () => {
    const { annotations } = await deployed({}, { awaitObjects: false });
    assert.deepEqual(annotations, {});
  });

  it("is none in a preview", async () => {
    await deployed({ [`${path}?limit=1`]: { items: [] } }, { preview: true });
  });
});
