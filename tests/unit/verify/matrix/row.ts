import { findDialect } from "../../../../components/affinity/dialects";
import type { Affinity } from "../../../../components/affinity/affinity";
import { expectationOf } from "../../../../verify/subject/expectation";
import type { Failure } from "../../../../verify/checks/failures";
import type { FakeSiteBehaviour } from "../fakeSiteBehaviour";
import type { RunOnArgs } from "../runOn";

/** What a failed check has to say. */
export interface Expected {
  readonly failure: Failure;
  readonly cause: RegExp;
}

/** A server or a set-up, and what the verifier has to say of it. */
export interface Row {
  readonly what: string;
  readonly args: RunOnArgs;
  /** What fails, by the id of the check; every other check has to pass or to be skipped. @default {} */
  readonly fails?: Readonly<Record<string, Expected>>;
}

/** Black box: neither a cluster nor a controller is known. */
export function unknown(behaviour: FakeSiteBehaviour, further: RunOnArgs = {}): RunOnArgs {
  return { behaviour, affinity: null, controller: "none", cluster: false, ...further };
}

/** What a test may say beyond the deployment. */
export interface Beyond extends RunOnArgs {
  /** Annotations of the object that has the host, changed by hand. */
  readonly alsoAnnotated?: Readonly<Record<string, string>>;
}

/** Deployed as this project does for the controller, with the objects that its dialect writes. */
export function deployed(
  controller: string,
  behaviour: FakeSiteBehaviour,
  affinity: Affinity = { cookie: {} },
  { alsoAnnotated, ...further }: Beyond = {},
): RunOnArgs {
  const dialect = findDialect(controller);
  if (!dialect) {
    throw new Error(`there is no dialect ${controller}`);
  }
  const exposure = { host: "hello.localhost", path: further.path ?? "/", tls: "none" } as const;
  const { annotations = {} } = expectationOf(dialect, affinity, { name: "hello", exposure });
  const [ingressController] = dialect.ingressControllers;
  return {
    ...{ behaviour, controller, affinity },
    ...further,
    service: { annotations: annotations.service ?? {}, ...further.service },
    exposure: {
      annotations: {
        ...annotations[dialect.exposedBy.createdBy === "route" ? "route" : "ingress"],
        ...alsoAnnotated,
      },
      ...(dialect.exposedBy.createdBy === "route" && { kind: "Route" }),
      ...(dialect.usualIngressClass !== undefined && { ingressClass: dialect.usualIngressClass }),
      ingressController,
      ...further.exposure,
    },
  };
}
