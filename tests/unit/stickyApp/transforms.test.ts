import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../../components/stickyApp";
import { run } from "../support/mocks";
import { onKubernetes, onOpenshift } from "./children";

const refusal = (transform: string, what: string, setting: string) =>
  new RegExp(
    `^Error: StickyApp "hello": transform\\.${transform} drops or changes the ${what}, by which .* is told ${setting}\\.`,
  );

describe("a transform that drops what the dialect wrote", () => {
  async function refuses(make: () => StickyApp, message: RegExp): Promise<void> {
    await run(() => {
      assert.throws(make, (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(String(error), message);
        return true;
      });
    });
  }

  it("is refused for an annotation of the Service, by the setting that it says", () =>
    refuses(
      () =>
        new StickyApp(
          "hello",
          {
            ...onKubernetes,
          },
          {
            transform: { service: (s) => ({ ...s, metadata: { ...s.metadata, annotations: {} } }) },
          },
        ),
      refusal("service", "annotation traefik\\..*sticky\\.cookie", "affinity"),
    ));

  it("is refused for a changed one of the Ingress", () =>
    refuses(
      () =>
        new StickyApp(
          "hello",
          {
            ...onKubernetes,
            controller: "ingress-nginx",
          },
          {
            transform: {
              ingress: (i) => {
                const key = "nginx.ingress.kubernetes.io/session-cookie-path";
                i.metadata.annotations = { ...i.metadata.annotations, [key]: "/other" };
                return i;
              },
            },
          },
        ),
      refusal("ingress", "annotation .*session-cookie-path", "affinity\\.cookie\\.path"),
    ));

  it("is refused for the cookie's name of a Route", () =>
    refuses(
      () =>
        new StickyApp(
          "hello",
          {
            ...onOpenshift,
          },
          { transform: { route: (r) => ({ ...r, metadata: { ...r.metadata, annotations: {} } }) } },
        ),
      refusal(
        "route",
        "annotation router\\.openshift\\.io/cookie_name",
        "affinity\\.cookie\\.name",
      ),
    ));

  it("is refused for a part of an object of the controller's own", () =>
    refuses(
      () =>
        new StickyApp(
          "hello",
          {
            ...onKubernetes,
            controller: "contour",
          },
          {
            transform: {
              customResource: (r) => {
                (r.spec as { routes: unknown }).routes = [];
                return r;
              },
            },
          },
        ),
      refusal("customResource", "spec\\.routes of the HTTPProxy", "affinity"),
    ));

  it("is no fault where it only adds", async () => {
    const { registered } = await run(
      () =>
        new StickyApp(
          "hello",
          {
            ...onKubernetes,
            controller: "contour",
          },
          {
            transform: {
              customResource: (r) => ({ ...r, spec: { ...(r.spec as object), more: true } }),
              service: (s) => ({
                ...s,
                metadata: pulumi.output(s.metadata).apply((m) => ({ ...m, labels: { a: "b" } })),
              }),
            },
          },
        ),
    );
    assert.ok(registered.some(({ type }) => type.endsWith(":HTTPProxy")));
  });
});
