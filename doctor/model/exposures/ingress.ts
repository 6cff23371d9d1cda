import {
  annotationsOf,
  listAt,
  textAt,
  textsOf,
  valueAt,
} from "../../../components/affinity/objects";
import type { Exposure } from "../../../components/affinity/exposure";
import { namespaceOf, type ObjectPath, type Sourced } from "../../../manifests/sourced";
import { portNamed, type ServedPath } from "./servedPath";

/** The paths of an Ingress, its default backend as one of every host. */
export function pathsOfIngress(exposure: Sourced): ServedPath[] {
  const { object } = exposure;
  const rules = listAt(object, "spec", "rules").flatMap((rule, index) =>
    listAt(rule, "http", "paths").map((path, at) => ({
      host: textAt(rule, "host") ?? "",
      path,
      backend: valueAt(path, "backend"),
      field: ["spec", "rules", index, "http", "paths", at] as ObjectPath,
    })),
  );
  const fallback = valueAt(object, "spec", "defaultBackend");
  const all = [
    ...rules,
    ...(fallback === undefined
      ? []
      : [{ host: "", path: undefined, backend: fallback, field: ["spec", "defaultBackend"] }]),
  ];
  return all.flatMap(({ host, path, backend, field }): ServedPath[] => {
    const name = textAt(backend, "service", "name");
    if (name === undefined) {
      return [];
    }
    const port = portNamed(
      valueAt(backend, "service", "port", "number") ?? valueAt(backend, "service", "port", "name"),
    );
    const one = { path: "/", pathType: "Prefix", ...(path as object | undefined), backend };
    return [
      {
        exposure,
        host,
        path: textAt(path, "path") ?? "/",
        exact: textAt(path, "pathType") === "Exact",
        field,
        tls: tlsOf(exposure, host),
        backend: {
          namespace: namespaceOf(exposure),
          name,
          ...(port !== undefined && { port }),
          field: [...field, ...(path === undefined ? [] : ["backend"]), "service", "name"],
        },
        narrowed: {
          ...object,
          spec: {
            ...(object.spec as object),
            rules: [{ ...(host !== "" && { host }), http: { paths: [one] } }],
          },
        },
      },
    ];
  });
}

/** Annotations by which controllers have TLS without `spec.tls`, each with what its value has to match. */
const tlsAnnotations: readonly (readonly [string, RegExp])[] = [
  ["alb.ingress.kubernetes.io/certificate-arn", /./],
  ["alb.ingress.kubernetes.io/listen-ports", /HTTPS/],
  ["traefik.ingress.kubernetes.io/router.tls", /^true$/i],
  ["traefik.ingress.kubernetes.io/router.entrypoints", /\bwebsecure\b/],
  ["networking.gke.io/managed-certificates", /./],
  ["ingress.gcp.kubernetes.io/pre-shared-cert", /./],
  ["appgw.ingress.kubernetes.io/appgw-ssl-certificate", /./],
  ["route.openshift.io/termination", /^edge|reencrypt$/],
];

function tlsOf({ object }: Sourced, host: string): Exposure["tls"] {
  const annotations = annotationsOf(object);
  const covered = listAt(object, "spec", "tls").some((entry) => {
    const hosts = textsOf(listAt(entry, "hosts"));
    return hosts.length === 0 || hosts.some((name) => covers(name, host));
  });
  const annotated = tlsAnnotations.some(([key, value]) => value.test(annotations[key] ?? ""));
  return covered || annotated ? "edge" : "none";
}

/** Whether a certificate for a name is one for the host. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.replace(/^[^.]+/, "*") === name);
}
