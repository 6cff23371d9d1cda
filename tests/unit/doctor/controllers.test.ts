import assert from "node:assert/strict";
import { examine } from "./examine";
import { ingress, ingressClass, nginx, service, traefik, workload } from "./objects";

/** Which controller serves an Ingress, and how that is known. */
async function controllerOf(...args: Parameters<typeof examine>): Promise<string> {
  const { survey } = await examine(...args);
  const [subject] = survey.subjects;
  const { dialect, controller } = subject ?? {};
  return `${dialect?.id ?? controller?.title ?? "unknown"} by ${controller?.knownBy ?? "nothing"}`;
}

const rest = [service(), workload()];
const unnamed = (annotations = {}) => {
  const made = ingress({ annotations });
  return { ...made, spec: { ...(made.spec as object), ingressClassName: undefined } };
};
const isDefault = { annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } };

describe("the doctor knows a controller", () => {
  for (const [what, objects, expected, controller] of [
    [
      "by the class's object, whatever it is called",
      [ingress({ class: "public" }), ingressClass("public", "traefik.io/ingress-controller")],
      "traefik by class",
    ],
    [
      "by the class's object before the option",
      [ingress({ class: "public" }), ingressClass("public", "traefik.io/ingress-controller")],
      "traefik by class",
      "contour",
    ],
    [
      "by the option, of two that one class may be",
      [ingress({ class: "nginx" }), ingressClass("nginx", "k8s.io/ingress-nginx")],
      "traefik-ingress-nginx by class",
      "traefik-ingress-nginx",
    ],
    [
      "by the option, where the class is unknown",
      [ingress({ class: "public" })],
      "kong by option",
      "kong",
    ],
    [
      "by the class's usual name",
      [ingress({ class: "alb" })],
      "aws-load-balancer-controller by name",
    ],
    [
      "by the annotation that names a class",
      [unnamed({ "kubernetes.io/ingress.class": "traefik" })],
      "traefik by name",
    ],
    [
      "by the default class",
      [unnamed(), ingressClass("t", "traefik.io/ingress-controller", isDefault)],
      "traefik by class",
    ],
    ["by the only settings that are there", [unnamed(nginx())], "ingress-nginx by annotations"],
    ["not, where nothing tells", [unnamed()], "unknown by nothing"],
    [
      "not, where settings of two are there",
      [unnamed(nginx()), service(traefik()), workload()],
      "unknown by nothing",
    ],
    [
      "that makes Routes of Ingresses",
      [ingress({ class: "x" }), ingressClass("x", "openshift.io/ingress-to-route")],
      "openshift-route by class",
    ],
  ] as const) {
    it(what, async () => {
      const all = objects.some(({ kind }) => kind === "Service") ? objects : [...objects, ...rest];
      assert.equal(
        await controllerOf(all, controller === undefined ? {} : { controller }),
        expected,
      );
    });
  }
});
