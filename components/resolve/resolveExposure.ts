import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { translate } from "../affinity/translate";
import type { StickyExposureArgs } from "../args/stickyExposureArgs";
import type { ExistingService } from "../existing/existingService";
import { servicePort } from "../workload/ports";
import type { ExistingApplication, ExposurePlan } from "./plan";
import { exposureRules } from "./rules";
import { type ResolveOptions, type Settled, settle } from "./settle";

/** How an application that is there already is exposed. */
export interface ExistingPlan extends ExposurePlan {
  readonly component: "StickyExposure";
  readonly existing: ExistingApplication;
  /** Present where the pods get a Service of their own. */
  readonly ownServiceName?: string;
  /** The port of those pods. */
  readonly port: Settled["args"]["port"];
}

/** What `resolveExposure` is told beside the arguments. */
export interface ExposureOptions extends ResolveOptions {
  /** What is known when the cluster has been asked. */
  readonly existing: pulumi.Output<ExistingService | undefined>;
}

/**
 * Decides everything of an exposure, or says everything that is wrong. It makes nothing.
 *
 * The pods get a Service of their own where the affinity is a setting of the Service: nothing of another owner is
 * changed (docs/decisions/0013).
 */
export function resolveExposure(
  logicalName: string,
  args: StickyExposureArgs,
  { existing, ...options }: ExposureOptions,
): { plan: ExistingPlan } | { problems: readonly Problem[] } {
  const resolved = settle(
    {
      component: "StickyExposure",
      rules: exposureRules,
      backendOf: ({ service }) =>
        service === undefined
          ? { serviceName: ownName(options.objectName ?? logicalName), servicePort }
          : {
              serviceName: service.name,
              servicePort: existing.apply((found) => found?.port.number ?? Number(service.port)),
            },
    },
    logicalName,
    args,
    options,
  );
  if ("problems" in resolved) {
    return resolved;
  }
  const { settled } = resolved;
  const { args: filled, name, dialect, ingressClassName, application } = settled;
  const { service, selector, namespace } = filled;
  const isOwn = service === undefined || isSetOnService(settled);
  const lost = isOwn ? [] : lostAnnotations(filled);
  if (lost.length > 0) {
    return { problems: lost };
  }
  const translated = isOwn
    ? translate(dialect, settled.affinity, { ...application, serviceName: ownName(name) })
    : settled;
  if ("problems" in translated) {
    return translated;
  }
  const port = service?.port;
  const where = service?.namespace ?? (typeof namespace === "string" ? namespace : undefined);
  return {
    plan: {
      ...filled,
      component: "StickyExposure",
      name,
      logicalName,
      namespace: service?.namespace ?? namespace,
      dialect,
      ingressClassName,
      exposure: application.exposure,
      exposureAnnotations: settled.exposureAnnotations,
      translation: translated.translation,
      transform: options.transform ?? {},
      notes: translated.translation.notes,
      ...(isOwn && { ownServiceName: ownName(name) }),
      existing: {
        ...(where !== undefined && { namespace: where }),
        ...(service === undefined
          ? { selector: selector ?? {} }
          : {
              service: {
                name: service.name,
                ...(port !== undefined && { port }),
                needed: isOwn || !isNumber(port) || dialect.exposedBy.createdBy === "route",
              },
            }),
      },
    },
  };
}

/** Whether the affinity would change the Service, or what it does for others. */
function isSetOnService({ dialect, affinity, translation }: Settled): boolean {
  const { annotations = {}, labels = {} } = translation.native.service ?? {};
  return (
    Object.keys({ ...annotations, ...labels }).length > 0 ||
    (affinity !== undefined && dialect.target.bindsService === true)
  );
}

/** Those of a Service that somebody else's is in the place of. */
function lostAnnotations({ annotations }: Settled["args"]): Problem[] {
  return Object.keys(annotations.service).length === 0
    ? []
    : [
        {
          setting: "annotations.service",
          got: annotations.service,
          reason: "the Service is there already, and not changed",
          allowed: "unset; or set on the Service by who owns it",
          example: null,
        },
      ];
}

function ownName(name: string): string {
  return `${name}-sticky`;
}

function isNumber(port: string | undefined): boolean {
  return port !== undefined && /^\d+$/.test(port);
}
