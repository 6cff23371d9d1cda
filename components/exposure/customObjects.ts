import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { hostsOf } from "../affinity/exposure";
import type { ExposurePlan } from "../resolve/plan";
import { copyOf, keepSpec } from "../args/keepNative";
import { transformed } from "../args/transforms";
import { metadata, resourceName } from "../workload/labels";
import type { AcceptanceWait, MadeObject } from "./acceptance";
import type { Backend } from "./backend";
import type { Expose } from "./expose";

/** By the controller's own objects, which have the host. */
export const exposeByObjects: Expose = ({ exposure }) => ({
  hosts: pulumi.output([...hostsOf(exposure)]),
});

/** Makes the objects of the controller's own kinds, as the dialect describes them. */
export function createObjects(
  plan: ExposurePlan,
  { resource }: Backend,
  wait: AcceptanceWait,
  opts: pulumi.CustomResourceOptions,
): MadeObject[] {
  const { objects = [] } = plan.translation.native;
  return objects.map((object) => {
    const { apiVersion, kind, metadata: own, spec } = object;
    return {
      object,
      resource: new k8s.apiextensions.CustomResource(
        resourceName(plan, own.name),
        keepSpec(
          plan,
          kind,
          spec,
          transformed(plan.transform.customResource, {
            apiVersion,
            kind,
            metadata: metadata(plan, own.name ?? plan.name, {
              ...own,
              annotations: {
                ...plan.annotations.customResource,
                ...wait.annotationsOf(object),
                ...own.annotations,
              },
            }),
            spec: copyOf(spec),
          }),
        ),
        resource === undefined ? opts : pulumi.mergeOptions(opts, { dependsOn: resource }),
      ),
    };
  });
}
