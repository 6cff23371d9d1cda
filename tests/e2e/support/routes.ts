import { kubectl } from "./cluster";

/** A Route beside those of the program. */
export interface OwnRoute {
  readonly name: string;
  readonly namespace: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: object;
}

/** Makes or changes a Route, as a user does by hand. */
export async function applyRoute({ name, namespace, annotations, spec }: OwnRoute): Promise<void> {
  await kubectl(
    ["apply", "--filename=-"],
    JSON.stringify({
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: { name, namespace, annotations },
      spec: { port: { targetPort: "http" }, ...spec },
    }),
  );
}
