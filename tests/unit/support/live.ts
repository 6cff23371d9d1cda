import type { Application } from "../../../components/affinity/application";
import { hostsOf, isWildcard, visitable } from "../../../components/affinity/exposure";
import type { NativeObjects, Metadata, PlainObject } from "../../../components/affinity/objects";

/** An application's ways, for the title of a test. */
export function describeApplication({ exposure, gateway }: Application): string {
  return [exposure.tls, exposure.insecureTraffic, gateway?.apiVersion, exposure.hosts?.join(" ")]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** The objects of an application as the API serves them once it is made. */
export function liveObjects(application: Application, carried: NativeObjects): PlainObject[] {
  const { name, exposure } = application;
  const { path, tls, insecureTraffic } = exposure;
  const hosts = hostsOf(exposure);
  const metadata = (marks: Metadata = {}) => ({ name, ...marks });
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
        ...(tls !== "none" && { tls: [{ hosts }] }),
        rules: hosts.map((host) => ({
          host,
          http: { paths: [{ path, backend: { service: { name } } }] },
        })),
      },
    },
    ...hosts.map((host) => ({
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: metadata(carried.route),
      spec: {
        host: visitable(host),
        path,
        ...(tls !== "none" && {
          tls: { termination: tls, insecureEdgeTerminationPolicy: insecureTraffic },
        }),
        wildcardPolicy: isWildcard(host) ? "Subdomain" : "None",
      },
    })),
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
