import type { KubernetesObject } from "../services/service";

/** What a policy of the API server is about. */
export interface PolicyMatch {
  readonly name: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly operations: readonly ("CREATE" | "UPDATE")[];
  /** CEL expressions by name; all have to be true. */
  readonly conditions: Readonly<Record<string, string>>;
  /** CEL expressions by name, for use in others as `variables.NAME`. */
  readonly variables: Readonly<Record<string, string>>;
}

const group = "admissionregistration.k8s.io";

/**
 * A policy that changes objects as they come in, and its binding.
 *
 * @param change - CEL expression of the fields to set, an `Object{...}`
 */
export function mutatingPolicy(match: PolicyMatch, change: string): KubernetesObject[] {
  const apiVersion = `${group}/v1beta1`;
  return [
    {
      apiVersion,
      kind: "MutatingAdmissionPolicy",
      metadata: { name: match.name },
      spec: {
        ...matching(match),
        reinvocationPolicy: "Never",
        mutations: [
          { patchType: "ApplyConfiguration", applyConfiguration: { expression: change } },
        ],
      },
    },
    {
      apiVersion,
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name: match.name },
      spec: { policyName: match.name },
    },
  ];
}

/** A policy that refuses objects, and its binding. */
export function validatingPolicy(
  match: PolicyMatch,
  /** CEL expressions: of what has to be true, and of what is said when it is not. */
  validation: { readonly expression: string; readonly messageExpression: string },
): KubernetesObject[] {
  const apiVersion = `${group}/v1`;
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: match.name },
      spec: { ...matching(match), validations: [{ ...validation, reason: "Forbidden" }] },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: match.name },
      spec: { policyName: match.name, validationActions: ["Deny"] },
    },
  ];
}

function matching(match: PolicyMatch) {
  const { apiGroup, apiVersion, resource, operations, conditions, variables } = match;
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [apiGroup],
          apiVersions: [apiVersion],
          operations,
          resources: [resource],
        },
      ],
    },
    matchConditions: named(conditions),
    variables: named(variables),
  };
}

function named(expressions: Readonly<Record<string, string>>) {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}
