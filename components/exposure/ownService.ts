import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { keepNative } from "../args/keepNative";
import { transformed } from "../args/transforms";
import type { ExistingService } from "../existing/existingService";
import type { ExistingPlan } from "../resolve/resolveExposure";
import { metadata, resourceName } from "../workload/labels";
import { portName, servicePort } from "../workload/ports";

/**
 * A Service for pods that are there already. It has the selector and the port of the Service that it stands
 * beside, so that what a controller makes of the port's name and number stays as it was. `undefined` where it is
 * not needed.
 */
export function createOwnService(
  plan: ExistingPlan,
  existing: pulumi.Output<ExistingService | undefined>,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Service | undefined {
  const { ownServiceName: name } = plan;
  if (name === undefined) {
    return undefined;
  }
  const { service: native } = plan.translation.native;
  // The application's own rollout proves that there are pods; the provider would watch for 10 s.
  const annotations = {
    ...plan.annotations.service,
    "pulumi.com/skipAwait": "true",
    ...native?.annotations,
  };
  return new k8s.core.v1.Service(
    resourceName(plan, name),
    keepNative(
      plan,
      "service",
      transformed(plan.transform.service, {
        metadata: metadata(plan, name, { ...native, annotations }),
        spec: { type: "ClusterIP", ...podsOf(plan, existing) },
      }),
    ),
    opts,
  );
}

type Pods = Pick<k8s.types.input.core.v1.ServiceSpec, "selector"> & {
  ports: k8s.types.input.core.v1.ServicePort[];
};

function podsOf(
  { existing: application, port }: ExistingPlan,
  existing: pulumi.Output<ExistingService | undefined>,
): Pods {
  if ("selector" in application) {
    return {
      selector: application.selector,
      ports: [{ name: portName, port: servicePort, targetPort: port, protocol: "TCP" }],
    };
  }
  // None was read only where nothing is made.
  const known = <Value>(value: (found: ExistingService) => Value) =>
    existing.apply((found) => found && value(found)) as pulumi.Output<NonNullable<Value>>;
  return {
    selector: known(({ selector }) => selector),
    ports: [
      {
        name: known((found) => found.port.name),
        port: known((found) => found.port.number),
        targetPort: known((found) => found.port.targetPort),
        protocol: "TCP",
        appProtocol: known((found) => found.port.appProtocol),
      },
    ],
  };
}
