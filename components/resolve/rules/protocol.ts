import type { Rule } from "../context";

/** The application speaks what cookies are sent by. */
export const checkProtocol: Rule = ({ args, isRefused }) =>
  args.protocol === "http" || isRefused("protocol")
    ? []
    : [
        {
          setting: "protocol",
          got: args.protocol,
          reason:
            "gRPC clients keep no cookies, so that none of them could stay on its pod by one; an HTTPRoute or Ingress of this program would spread them silently",
          allowed:
            "http, also for gRPC-Web; a gRPC client chooses its pod itself, by the names that the headless Service gives them",
          example: "http",
        },
      ];
