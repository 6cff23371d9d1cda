import { hostsOf } from "../../components/affinity/exposure";
import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { read } from "../../components/affinity/read";
import { nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Entrance, PortReference } from "../entrance";
import { type Item, itemAt, type Remark } from "../item";
import type { Beside } from "./beside";
import { asTaken, refusedItems } from "./taken";

/** Reads an OpenShift Route. */
export function readRoute(
  source: Sourced,
  { dialect, services }: Beside,
): { readonly entrance?: Entrance; readonly items: readonly Item[] } {
  const { object } = source;
  const found = read(dialect, [asTaken(object, dialect)]);
  const lost = (path: readonly string[], remark: Omit<Remark, "outcome">): Item =>
    itemAt(source, path, { outcome: "not carried over", ...remark });
  if (found === undefined || found.exposure.tls === "passthrough") {
    return {
      items: [
        lost(["spec", "tls", "termination"], {
          setting: "spec.tls.termination",
          value: "passthrough",
          reason: "no proxy can set a cookie inside of TLS that it passes through",
        }),
      ],
    };
  }
  const { exposure, affinity } = found;
  const hosts = hostsOf(exposure);
  if (hosts.length === 0) {
    const reason = "the router chose the host, and the Route does not say it";
    return { items: [lost(["spec"], { setting: "spec.host", reason })] };
  }
  const items = refusedItems(source, dialect);
  if (valueAt(object, "spec", "alternateBackends") !== undefined) {
    const reason =
      "requests go to the first Service alone: a share of them for others is not carried over";
    items.push(lost(["spec", "alternateBackends"], { setting: "spec.alternateBackends", reason }));
  }
  if (textAt(object, "spec", "tls", "key") !== undefined) {
    const reason = "the certificate stands in the Route itself, and belongs in a Secret";
    const fix = "kubectl create secret tls NAME --cert=FILE --key=FILE";
    items.push(
      lost(["spec", "tls", "certificate"], { setting: "spec.tls.certificate", reason, fix }),
    );
  }
  if (exposure.tls === "reencrypt") {
    const reason = "TLS from the controller on to the pods is not carried over";
    items.push(
      lost(["spec", "tls", "termination"], {
        setting: "spec.tls.termination",
        value: "reencrypt",
        reason,
      }),
    );
  }
  const namespace = namespaceOf(source);
  const secret = textAt(object, "spec", "tls", "externalCertificate", "name");
  const service = textAt(object, "spec", "to", "name") ?? "";
  const own = services.find((candidate) => nameOf(candidate) === service);
  return {
    entrance: {
      source,
      name: nameOf(source),
      ...(namespace !== "" && { namespace }),
      carriers: [source],
      sites: [
        {
          hosts,
          tls: exposure.tls === "reencrypt" ? "edge" : exposure.tls,
          ...(exposure.insecureTraffic && { insecureTraffic: exposure.insecureTraffic }),
          ...(secret !== undefined && { tlsSecretName: secret }),
          paths: [
            {
              path: exposure.path,
              type: "Prefix",
              service,
              port: portOf(valueAt(object, "spec", "port", "targetPort"), own),
              at: ["spec", "to"],
              ...(affinity && { affinity }),
            },
          ],
        },
      ],
    },
    items,
  };
}

/** The port of the Service, which a Route names by its endpoints: by their port's name, or the pods' number. */
function portOf(targetPort: unknown, service: Sourced | undefined): PortReference {
  if (typeof targetPort === "string") {
    return { name: targetPort };
  }
  const ports = listAt(service?.object, "spec", "ports");
  const found =
    targetPort === undefined && ports.length === 1
      ? ports[0]
      : ports.find((port) => (valueAt(port, "targetPort") ?? valueAt(port, "port")) === targetPort);
  const number = valueAt(found, "port");
  return typeof number === "number" ? { number } : {};
}
