import type { Dialect } from "../../components/affinity/dialect";
import type { Sourced } from "../../manifests/sourced";
import { type Item, itemAt } from "../item";
import { serviceOf } from "./application";
import type { CarriedUnit } from "./unit";

/** What is assumed of certificates, where the target takes them from elsewhere than the Secret. */
export function assumedCertificates(units: readonly CarriedUnit[], target: Dialect): Item[] {
  const isRoute = target.exposedBy.object === "an HTTPRoute";
  return target.exposedBy.supportedSettings.includes("tls.secretName")
    ? []
    : units
        .filter(({ site }) => site.tls === "edge")
        .map(({ entrance, site: { hosts, tlsSecretName } }) =>
          itemAt(entrance.source, ["spec", "tls"], {
            outcome: "assumed",
            setting: "tls.secretName",
            ...(tlsSecretName !== undefined && { value: tlsSecretName }),
            reason: isRoute
              ? `a listener of the Gateway has the certificate for ${hosts.join(", ")}`
              : `${target.title} has a certificate for ${hosts.join(", ")} of its own`,
            ...(isRoute && { fix: "--gateway-class NAME writes the Gateway too" }),
          }),
        );
}

/** What is assumed of Services that the input does not have, and that nothing is written for. */
export function assumedServices(
  units: readonly CarriedUnit[],
  services: readonly Sourced[],
  target: Dialect,
): Item[] {
  return units
    .filter(
      (unit) =>
        serviceOf(unit, services) === undefined && unit.translation.native.service === undefined,
    )
    .map(({ entrance, path: { service, port, at } }) => {
      const isOnly = target.exposedBy.createdBy === "route" && port.name === undefined;
      return itemAt(entrance.source, at, {
        outcome: "assumed",
        setting: "backend.service",
        value: `${service}:${port.name ?? port.number ?? "?"}`,
        reason: `the Service ${service} is there, with this ${isOnly ? "one " : ""}port`,
      });
    });
}
