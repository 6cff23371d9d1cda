import { type Application, gatewayApiVersions } from "../../../components/affinity/application";
import type { Dialect } from "../../../components/affinity/dialect";
import type { Carried, Marks, PlainObject } from "../../../components/affinity/objects";
import { type Exposure, insecureTrafficPolicies } from "../../../components/affinity/exposure";
import { http, https } from "./descriptions";

/** An application with all that any dialect needs to be told. */
export function applicationOf(dialect: Dialect, exposure: Exposure): Application {
  return {
    name: "hello",
    exposure,
    servicePort: 80,
    ingressClassName: dialect.usualIngressClass,
    tlsSecretName: exposure.tls === "none" ? undefined : "hello-tls",
    gateway: { name: "gateway" },
  };
}

/** An application in each of the ways that a dialect tells apart. */
export function applicationsOf(dialect: Dialect): Application[] {
  const { takes } = dialect.exposedBy;
  const policies = takes.includes("tls.insecureTraffic") ? insecureTrafficPolicies : [undefined];
  const exposures = dialect.terminations.flatMap((tls): Exposure[] =>
    tls === "none"
      ? [http]
      : policies.map((policy) => ({
          ...https,
          tls,
          ...(policy !== undefined && { insecureTraffic: policy }),
        })),
  );
  const versions = takes.includes("gateway.apiVersion") ? gatewayApiVersions : [undefined];
  return exposures.flatMap((exposure) =>
    versions.map((apiVersion) => ({
      ...applicationOf(dialect, exposure),
      gateway: { name: "gateway", apiVersion },
    })),
  );
}

/** An application's ways, for the title of a test. */
export function describeApplication({ exposure, gateway }: Application): string {
  return [exposure.tls, exposure.insecureTraffic, gateway?.apiVersion]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** The objects of an application as the API serves them once it is made. */
export function liveObjects(application: Application, carried: Carried): PlainObject[] {
  const { name, exposure } = application;
  const { host, path, tls, insecureTraffic } = exposure;
  const metadata = (marks: Marks = {}) => ({ name, ...marks });
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: metadata(carried.service),
      spec: { ports: [{ port: application.servicePort }] },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: metadata(carried.ingress),
      spec: {
        ...(tls !== "none" && { tls: [{ hosts: [host] }] }),
        rules: [{ host, http: { paths: [{ path, backend: { service: { name } } }] } }],
      },
    },
    {
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: metadata(carried.route),
      spec: {
        host,
        path,
        ...(tls !== "none" && {
          tls: { termination: tls, insecureEdgeTerminationPolicy: insecureTraffic },
        }),
      },
    },
    ...(carried.objects ?? []),
    // Where TLS ends for an HTTPRoute.
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name: "gateway" },
      spec: { listeners: [{ name: "web", protocol: tls === "none" ? "HTTP" : "HTTPS" }] },
    },
  ];
}
