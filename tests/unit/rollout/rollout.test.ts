import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../../components/stickyApp";
import type { StickyAppOptions } from "../../../components/args/stickyAppOptions";
import { inputsOf, onKubernetes } from "../stickyApp/children";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";
import { promiseOf, type Registered, run } from "../support/mocks";
import { podWith, waiting } from "./pods";

const selector = new URLSearchParams({
  labelSelector: "app.kubernetes.io/name=hello,app.kubernetes.io/instance=hello",
}).toString();
const podsPath = `/api/v1/namespaces/shop/pods?${selector}`;
const matchLabels = {
  "app.kubernetes.io/name": "hello",
  "app.kubernetes.io/instance": "hello",
};

describe("the wait for the pods", () => {
  let server: FakeApiServer | undefined;
  afterEach(() => {
    server?.close();
  });

  /** The URL of an application, or why there is none, on a cluster whose pods are as given. */
  async function deployed(
    {
      podsAnswer,
      updatedReplicas = 0,
      preview = false,
    }: { podsAnswer?: object | "forbidden"; updatedReplicas?: number; preview?: boolean },
    options: StickyAppOptions = {},
  ): Promise<{ registered: Registered[]; url: Promise<unknown>; asked: number }> {
    const api = await fakeApiServer({
      "/apis/networking.k8s.io/v1/ingressclasses": ingressClassList({
        traefik: "traefik.io/ingress-controller",
      }),
      ...(podsAnswer !== undefined && {
        [`${podsPath}&limit=1`]: podsAnswer,
        [podsPath]: podsAnswer,
      }),
      "/apis/apps/v1/namespaces/shop/statefulsets/hello": {
        metadata: { generation: 1 },
        spec: { replicas: 1, selector: { matchLabels } },
        status: {
          ...{ observedGeneration: 1, updateRevision: "new", replicas: 1 },
          ...{ updatedReplicas, readyReplicas: updatedReplicas },
        },
      },
    });
    server = api;
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
    try {
      const { result, registered } = await run(
        () => {
          pulumi.runtime.setAllConfig({
            "kubernetes:kubeconfig": api.kubeconfig,
            "kubernetes:context": "here",
          });
          const app = new StickyApp("hello", { ...onKubernetes, namespace: "shop" }, options);
          const url = promiseOf(app.url);
          // It is looked at later on.
          url.catch(() => undefined);
          return { url };
        },
        { preview },
      );
      return { registered, url: result.url, asked: api.authorizations.length };
    } finally {
      process.removeAllListeners("unhandledRejection");
      others.forEach((listener) => process.on("unhandledRejection", listener));
    }
  }

  const broken = {
    items: [
      podWith(waiting("ErrImagePull", "not found"), {
        labels: { "controller-revision-hash": "new" },
      }),
    ],
  };

  function annotationsOf(registered: Registered[]): unknown {
    const { metadata } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
      metadata: { annotations?: unknown };
    };
    return metadata.annotations;
  }

  it("is the program's, which fails with the reason", async () => {
    const { registered, url } = await deployed({ podsAnswer: broken });
    assert.deepEqual(annotationsOf(registered), {
      "pulumi.com/waitFor": "jsonpath={.metadata.uid}",
    });
    await assert.rejects(url, /The pod hello-0 cannot start: the image odoo:17 cannot be pulled/);
  });

  it("ends with the pods", async () => {
    const { url } = await deployed({ podsAnswer: { items: [] }, updatedReplicas: 1 });
    assert.equal(await url, "http://hello.example.com/");
  });

  it("is none in a preview, which plans the same", async () => {
    const { registered, url } = await deployed({ podsAnswer: broken, preview: true });
    assert.deepEqual(annotationsOf(registered), {
      "pulumi.com/waitFor": "jsonpath={.metadata.uid}",
    });
    await assert.doesNotReject(url);
  });

  for (const [title, podsAnswer, options] of [
    ["the program may not read pods", "forbidden", {}],
    ["it is told so", broken, { watchPods: false }],
  ] as const) {
    it(`is the provider's where ${title}`, async () => {
      const { registered, url } = await deployed({ podsAnswer }, options);
      assert.deepEqual(annotationsOf(registered) ?? {}, {});
      assert.equal(await url, "http://hello.example.com/");
    });
  }
});
