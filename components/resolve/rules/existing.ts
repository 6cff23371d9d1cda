import type { Problem } from "../../affinity/problem";
import type { Rule } from "../context";

/** An application that is there already is given in one way, and what is said of its namespace and port has an effect. */
export const checkExisting: Rule = ({ given, isRefused }) => {
  const { service, selector, namespace, port } = given;
  if (isRefused("service") || isRefused("selector")) {
    return [];
  }
  if (service === undefined) {
    return selector !== undefined && Object.keys(selector).length > 0 ? [] : [missing];
  }
  const refuse = (setting: string, got: unknown, reason: string): Problem => ({
    setting,
    got,
    reason,
    allowed: "unset with {service.name}",
    example: null,
  });
  const isLate = namespace !== undefined && typeof namespace !== "string";
  const differs = service.namespace !== undefined && service.namespace !== namespace;
  return [
    ...(selector === undefined
      ? []
      : [refuse("selector", selector, "{service.name} has a selector of its own")]),
    ...(namespace === undefined || !(isLate || differs) || isRefused("namespace")
      ? []
      : [
          refuse(
            "namespace",
            namespace,
            isLate
              ? "the Service is read before anything is made, so its namespace has to be known"
              : `all is made beside the Service, which is in ${service.namespace ?? ""}`,
          ),
        ]),
    ...(port === undefined || isRefused("port")
      ? []
      : [refuse("port", port, "it has no effect with {service.name}; {service.port} chooses")]),
  ];
};

const missing: Problem = {
  setting: "service.name",
  reason: "nothing says which application it is",
  allowed:
    "the name of its Service; or {selector}, with at least one label of its pods, in its place",
  example: "<name>",
};
