import { uidRangeAnnotation } from "./namespaceRange";
import { mutatingPolicy, type PolicyMatch, validatingPolicy } from "./admissionPolicy";

const match: PolicyMatch = {
  name: "openshift-restricted-v2",
  apiGroup: "",
  apiVersion: "v1",
  resource: "pods",
  operations: ["CREATE"],
  // A namespace without a range takes no pod: every one has it before this policy is there.
  conditions: {},
  variables: {
    range: `namespaceObject.metadata.annotations["${uidRangeAnnotation}"].split("/")`,
    first: "int(variables.range[0])",
    last: "variables.first + int(variables.range[1]) - 1",
  },
};

/** The containers of one field, each with a user: its own, that of the pod, or the namespace's. */
function withUsers(field: "containers" | "initContainers"): string {
  const type = `Object.spec.${field}`;
  return (
    `object.spec.${field}.map(container, ${type}{name: container.name, securityContext: ` +
    `${type}.securityContext{runAsUser: has(container.securityContext) && has(container.securityContext.runAsUser) ? ` +
    `container.securityContext.runAsUser : has(object.spec.securityContext) && has(object.spec.securityContext.runAsUser) ? ` +
    `object.spec.securityContext.runAsUser : variables.first}})`
  );
}

const group =
  "has(object.spec.securityContext) && has(object.spec.securityContext.fsGroup) ? " +
  "object.spec.securityContext.fsGroup : variables.first";

/** Every user that a pod names. */
const users = [
  "(has(object.spec.securityContext) && has(object.spec.securityContext.runAsUser) ? [object.spec.securityContext.runAsUser] : [])",
  "(has(object.spec.securityContext) && has(object.spec.securityContext.fsGroup) ? [object.spec.securityContext.fsGroup] : [])",
  "object.spec.containers.filter(container, has(container.securityContext) && has(container.securityContext.runAsUser)).map(container, container.securityContext.runAsUser)",
  "(has(object.spec.initContainers) ? object.spec.initContainers.filter(container, has(container.securityContext) && has(container.securityContext.runAsUser)).map(container, container.securityContext.runAsUser) : [])",
].join(" + ");

/**
 * What OpenShift's SecurityContextConstraints `restricted-v2` do about users: a container that names
 * none gets the first of its namespace's range, the pod's volumes belong to the group of the same
 * number, and a pod that names one outside of the range is refused.
 */
export const restrictedPods = [
  ...mutatingPolicy(
    match,
    `Object{metadata: Object.metadata{annotations: {"openshift.io/scc": "restricted-v2"}}, ` +
      `spec: Object.spec{securityContext: Object.spec.securityContext{fsGroup: ${group}}, ` +
      `containers: ${withUsers("containers")}, ` +
      `?initContainers: has(object.spec.initContainers) ? optional.of(${withUsers("initContainers")}) : optional.none()}}`,
  ),
  ...validatingPolicy(
    { ...match, variables: { ...match.variables, users } },
    {
      expression: "variables.users.all(user, user >= variables.first && user <= variables.last)",
      messageExpression:
        `"unable to validate against any security context constraint: provider restricted-v2: runAsUser and fsGroup must be in the ranges: [" + ` +
        `string(variables.first) + ", " + string(variables.last) + "]"`,
    },
  ),
];
