import assert from "node:assert/strict";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import type { Registered, Serve } from "../support/mocks";

export const image = "registry.example.com/team/app:1";
export const onKubernetes: StickyAppArgs = {
  platform: "kubernetes",
  controller: "traefik",
  image,
  host: "hello.example.com",
};
export const onOpenshift: StickyAppArgs = { platform: "openshift", image };

/** Prefix of Traefik's annotations. */
export const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** A router that admits a Route, under a host of its own choice where none is asked for. */
export const router: Serve = (type, inputs) => {
  if (type !== "kubernetes:route.openshift.io/v1:Route") {
    return inputs;
  }
  const { host = "hello-default.apps.example.com" } = inputs.spec as { host?: string };
  return {
    ...inputs,
    status: { ingress: [{ host, conditions: [{ type: "Admitted", status: "True" }] }] },
  };
};

/** What the one child of that type and name was made with. */
export function inputsOf(
  registered: Registered[],
  type: string,
  name = "hello",
): Record<string, unknown> {
  const found = registered.filter((resource) => resource.type === type && resource.name === name);
  assert.equal(found.length, 1, `${type} ${name}`);
  return { ...found[0]?.inputs };
}
