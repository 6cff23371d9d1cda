import {
  insecureTrafficPolicies,
  routeHost,
  tlsTerminations,
} from "../../../components/affinity/exposure";
import { listAt, type PlainObject, textAt, valueAt } from "../../../components/affinity/objects";
import { namespaceOf, type ObjectPath, type Sourced } from "../../../manifests/sourced";
import { portNamed, type ServedPath } from "./servedPath";

/** The Services of an OpenShift Route, of which several share its path by weight. */
export function pathsOfRoute(exposure: Sourced): ServedPath[] {
  const { object } = exposure;
  const termination = textAt(object, "spec", "tls", "termination");
  const policy = textAt(object, "spec", "tls", "insecureEdgeTerminationPolicy");
  const tls = tlsTerminations.find((known) => known === termination) ?? "none";
  const port = portNamed(valueAt(object, "spec", "port", "targetPort"));
  const backends: ObjectPath[] = [
    ["spec", "to"],
    ...listAt(object, "spec", "alternateBackends").map((_backend, index): ObjectPath => [
      ...["spec", "alternateBackends"],
      index,
    ]),
  ];
  return backends.flatMap((field): ServedPath[] => {
    const name = textAt(object, ...field, "name");
    return name === undefined
      ? []
      : [
          {
            exposure,
            host: routeHost(
              textAt(object, "spec", "host") ?? "",
              textAt(object, "spec", "wildcardPolicy"),
            ),
            path: textAt(object, "spec", "path") ?? "/",
            exact: false,
            field: ["spec", "path"],
            tls,
            // The router's default (openshift/api, route/v1/types.go).
            ...(tls !== "none" && {
              insecureTraffic: insecureTrafficPolicies.find((known) => known === policy) ?? "None",
            }),
            backend: {
              namespace: namespaceOf(exposure),
              name,
              // A Route names the port of the pod, or a port of the Service by its name.
              ...(typeof port === "string" && { port }),
              field: [...field, "name"],
            },
            narrowed: object,
          },
        ];
  });
}

/** The Route that OpenShift makes of a path of an Ingress, whose annotations it gets. */
export function asRoute({ metadata, spec }: PlainObject): PlainObject {
  return {
    ...{ apiVersion: "route.openshift.io/v1", kind: "Route", metadata },
    spec: {
      host: textAt(spec, "rules", 0, "host"),
      path: textAt(spec, "rules", 0, "http", "paths", 0, "path"),
    },
  };
}
