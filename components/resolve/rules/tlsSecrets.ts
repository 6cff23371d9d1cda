import { hostsOf, isTlsServed } from "../../affinity/exposure";
import { needsCommonSecret } from "../../affinity/tlsSecrets";
import type { Problem } from "../../affinity/problem";
import { partOf } from "../../args/paths";
import type { Rule } from "../context";
import { exposureOf } from "../exposureOf";

/** Each Secret of one host is for a host that there is, and the one of all hosts has a host left. */
export const checkTlsSecrets: Rule = ({ given, args, isRefused }) => {
  const { secretName, secrets = {} } = given.tls ?? {};
  const uncertain = ["tls.secretName", "tls.secrets", "tls.termination", "host", "hosts"];
  if (
    Object.keys(secrets).length === 0 ||
    uncertain.some(isRefused) ||
    !isTlsServed({ tls: args.tls.termination })
  ) {
    return [];
  }
  const hosts = hostsOf(exposureOf(args));
  const unserved = Object.entries(secrets).filter(([host]) => !hosts.includes(host));
  if (unserved.length > 0) {
    return unserved.map(([host, got]): Problem => ({
      setting: partOf("tls.secrets", host),
      got,
      reason: "the application is not served under this host",
      allowed: hosts.length > 0 ? hosts.join(", ") : "one that {host} or {hosts} names",
      example: null,
    }));
  }
  return secretName === undefined || needsCommonSecret(hosts, { tlsSecretNames: secrets })
    ? []
    : [
        {
          setting: "tls.secretName",
          got: secretName,
          reason: "each host has a Secret of its own in {tls.secrets}",
          allowed: "unset",
          example: null,
        },
      ];
};
