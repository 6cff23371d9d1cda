import { findDialect } from "../../../components/affinity/dialects";
import { kindOf } from "../../../verify/diagnosis/dialectMarkers";
import type { Evidence } from "../../../verify/diagnosis/evidence";
import type { LiveExposure } from "../../../verify/cluster/liveObjects";
import { fakeObjects } from "./fakeTarget";

/** What a test says of the application. */
export interface EvidenceArgs {
  /** @default "http://hello.localhost/" */
  readonly url?: string;
  /** Of the object that the controller reads, or of the other one. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly on?: "ingress" | "route" | "service";
  readonly exposure?: Partial<LiveExposure>;
  /** The `Set-Cookie` headers of the first answer. @default [] */
  readonly setCookies?: readonly string[];
}

/** Evidence of objects alone, which the controller's annotations are on. */
export function evidenceOf(
  controller: string,
  {
    url = "http://hello.localhost/",
    annotations = {},
    exposure,
    setCookies = [],
    on,
  }: EvidenceArgs,
): Evidence {
  const dialect = findDialect(controller);
  if (!dialect) {
    throw new Error(`there is no dialect ${controller}`);
  }
  const place = on ?? dialect.target.on ?? "ingress";
  const parsed = new URL(url);
  const objects = fakeObjects({
    url: parsed,
    service: { annotations: place === "service" ? annotations : {} },
    exposure: {
      ...(place !== "service" && { kind: kindOf(place) as LiveExposure["kind"], annotations }),
      ...exposure,
    },
  });
  return {
    target: { url: parsed, expectation: { dialect }, cluster: { objects } },
    survey: { first: { headers: {}, setCookies } },
  } as unknown as Evidence;
}
