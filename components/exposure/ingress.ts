import * as k8s from "@pulumi/kubernetes";
import { type Exposure, hostsOf, isTlsServed } from "../affinity/exposure";
import { certificatesOf } from "../affinity/tlsSecrets";
import type { ExposurePlan } from "../resolve/plan";
import { keepNative } from "../args/keepNative";
import { transformed } from "../args/transforms";
import { metadata, resourceName } from "../workload/labels";
import type { Backend } from "./backend";
import type { Expose } from "./expose";

/** Kubernetes: an Ingress for the plan's hosts, with the controller's annotations where it reads them there. */
export const exposeByIngress: Expose = (plan, backend, opts) => {
  const { classBy = "spec" } = plan.dialect.exposedBy;
  const ingress = new k8s.networking.v1.Ingress(
    resourceName(plan),
    keepNative(
      plan,
      "ingress",
      transformed(plan.transform.ingress, {
        metadata: metadata(plan, plan.name, {
          annotations: {
            ...plan.exposureAnnotations,
            ...plan.annotations.ingress,
            ...(!plan.awaitIngress && { "pulumi.com/skipAwait": "true" }),
            ...plan.translation.native.ingress?.annotations,
          },
        }),
        spec: {
          ...(classBy === "spec" && { ingressClassName: plan.ingressClassName }),
          ...(isTlsServed(plan.exposure) && { tls: tlsOf(plan) }),
          rules: rulesFor(plan.exposure, (host) => ({
            host,
            http: { paths: pathsOf(plan, backend) },
          })),
        },
      }),
    ),
    opts,
  );
  const hosts = ingress.spec.apply(({ rules }) => rules.flatMap(({ host }) => host || []));
  return { ingress, hosts };
};

/** What goes to which port of the pods. */
function pathsOf(
  { exposure }: ExposurePlan,
  { name, port, pathPorts = {} }: Backend,
): k8s.types.input.networking.v1.HTTPIngressPath[] {
  const ports = [...Object.entries(pathPorts), [exposure.path, port] as const];
  return ports.map(([path, port]) => ({
    path,
    pathType: "Prefix",
    backend: { service: { name, port } },
  }));
}

/** A rule for each host, of which there is one at least. */
function rulesFor<Rule>(exposure: Exposure, ruleOf: (host: string) => Rule): [Rule, ...Rule[]] {
  const [first = "", ...others] = hostsOf(exposure);
  return [ruleOf(first), ...others.map(ruleOf)];
}

function tlsOf({
  exposure,
  tls: { secretName, secrets },
}: ExposurePlan): k8s.types.input.networking.v1.IngressTLS[] {
  const named = { tlsSecretName: secretName, tlsSecretNames: secrets };
  return certificatesOf(hostsOf(exposure), named).map(({ hosts, ...certificate }) => ({
    hosts: [...hosts],
    ...certificate,
  }));
}
