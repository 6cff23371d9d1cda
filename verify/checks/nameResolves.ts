import { likelyCause } from "../diagnosis/evidence";
import { unreachableCauses } from "../diagnosis/unreachable";
import { type Check, fail, pass } from "./check";

/** The host of the URL has an address. */
export const nameResolves: Check = {
  id: "name-resolves",
  title: "the host name resolves",
  run({ survey, target }) {
    const { hostname } = target.url;
    const silent =
      survey.silentAddresses.length === 0
        ? ""
        : ` (no connection to ${survey.silentAddresses.join(", ")})`;
    return survey.dnsError === undefined
      ? pass(`${hostname} is ${survey.addresses.join(", ")}${silent}`)
      : fail(
          "host-not-resolved",
          `${hostname} does not resolve: ${survey.dnsError}`,
          likelyCause(unreachableCauses, { target, survey }),
        );
  },
};
