import type * as k8s from "@pulumi/kubernetes";
import * as kx from "@pulumi/kubernetesx";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan";
import { transformed } from "../transforms";
import { selectorLabels } from "./labels";
import { portName } from "./services";

/**
 * The pod, fit for the `restricted` Pod Security Standard and for OpenShift's `restricted-v2`: no user is
 * named, since OpenShift gives each namespace a range of its own and the image has to say that it is not root.
 *
 * The one place that uses kubernetesx, and of it `PodBuilder` alone: its StatefulSet names a Service that
 * it does not make and selects pods by the name of their container.
 */
export function buildPodSpec(
  plan: Plan,
  serviceAccountName: pulumi.Input<string>,
): pulumi.Output<k8s.types.input.core.v1.PodSpec> {
  const volumes = plan.writablePaths.map((mountPath, index) => ({
    name: `writable-${index}`,
    mountPath,
  }));
  const probe = {
    httpGet: {
      path: plan.probePath,
      port: portName,
      // Re-encrypted traffic reaches pods that serve https alone.
      ...(plan.exposure.tls === "reencrypt" && { scheme: "HTTPS" }),
    },
  };
  const podSpec: kx.types.PodSpec = {
    serviceAccountName,
    automountServiceAccountToken: plan.automountServiceAccountToken,
    // Else a namespace with many Services adds a variable for each to every container.
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    // Soft: an application on one node is better than none.
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selectorLabels(plan) },
      },
    ],
    containers: [
      {
        name: "application",
        image: plan.image,
        ports: { [portName]: plan.port },
        env: plan.environment,
        resources: plan.resources,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
        // A start may take a minute; the other two probes begin after it.
        startupProbe: { ...probe, periodSeconds: 1, failureThreshold: 60 },
        readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 1 },
        livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
        volumeMounts: volumes,
      },
    ],
    volumes: volumes.map(({ name }) => ({ name, emptyDir: {} })),
  };
  return new kx.PodBuilder(transformed(plan.transform.pod, podSpec)).podSpec;
}
