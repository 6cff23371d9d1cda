import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { keepNative } from "../args/keepNative";
import { transformed } from "../args/transforms";
import { metadata, selectorLabels, resourceName } from "./labels";
import { furtherPorts, portName, servicePort } from "./ports";

/** The Service that gives every pod of the StatefulSet a DNS name of its own. */
export function createHeadlessService(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Service {
  const name = `${plan.name}-headless`;
  return new k8s.core.v1.Service(
    resourceName(plan, name),
    transformed(plan.transform.headlessService, {
      metadata: metadata(plan, name),
      spec: {
        clusterIP: "None",
        selector: selectorLabels(plan),
        ports: [{ name: portName, port: plan.port, targetPort: portName, protocol: "TCP" }],
      },
    }),
    opts,
  );
}

/** The Service that the controller finds the pods by; for some controllers it carries the affinity. */
export function createService(plan: Plan, opts: pulumi.CustomResourceOptions): k8s.core.v1.Service {
  const { service } = plan.translation.native;
  const annotations = {
    ...plan.annotations.service,
    // The provider watches the endpoints of such a Service for 10 s without a change
    // (provider/pkg/await). The StatefulSet's own wait proves the same, and more.
    "pulumi.com/skipAwait": "true",
    ...service?.annotations,
  };
  return new k8s.core.v1.Service(
    resourceName(plan),
    keepNative(
      plan,
      "service",
      transformed(plan.transform.service, {
        metadata: metadata(plan, plan.name, { ...service, annotations }),
        spec: {
          type: "ClusterIP",
          selector: selectorLabels(plan),
          ports: [
            { name: portName, port: servicePort, targetPort: portName, protocol: "TCP" },
            ...Object.entries(furtherPorts(plan)).map(([name, port]) => ({
              ...{ name, port, targetPort: name, protocol: "TCP" },
            })),
          ],
        },
      }),
    ),
    opts,
  );
}
