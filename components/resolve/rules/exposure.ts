import { formats } from "../../args/formats";
import type { Rule } from "../context";

/** An application on Kubernetes has a host; a Route can get one from its router. */
export const checkExposure: Rule = ({ given, isRefused }) => {
  const isMissing =
    given.host === undefined && given.platform === "kubernetes" && !isRefused("host");
  return isMissing
    ? [
        {
          setting: "host",
          reason: "an Ingress needs the DNS name that clients use",
          allowed: formats.hostName.allowed,
          example: "<host>",
        },
      ]
    : [];
};
