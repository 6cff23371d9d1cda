import type { SessionCookie } from "../../components/affinity/affinity";
import { type Application, gatewayApiVersions } from "../../components/affinity/application";
import type { Dialect } from "../../components/affinity/dialect";
import { type Exposure, insecureTrafficPolicies } from "../../components/affinity/exposure";
import { argsSettings } from "../../components/args/settings.generated";
import { settingsOf, translate } from "../../components/affinity/translate";

const defaultGatePort = argsSettings.find(({ property }) => property === "drain.gate.port")
  ?.default as number;

export const http: Exposure = { host: "hello.example.com", path: "/app", tls: "none" };
export const https: Exposure = { ...http, tls: "edge" };

/** Values of every setting that differ from each other and are right as such. */
export const samples: {
  readonly [Name in keyof SessionCookie]-?: readonly Required<SessionCookie>[Name][];
} = {
  name: ["shop", "Cart_2"],
  maxAgeSeconds: [60, 3600],
  path: ["/", "/app"],
  domain: ["example.com", "hello.example.com"],
  sameSite: ["Strict", "Lax", "None"],
  secure: [true, false],
  httpOnly: [true, false],
};

/** Values that are right as such and that some controllers cannot take: too long, or with characters of their own syntax. */
const extremes: { readonly [Name in keyof SessionCookie]: readonly SessionCookie[Name][] } = {
  name: ["a".repeat(300), "_shop"],
  maxAgeSeconds: [Number.MAX_SAFE_INTEGER],
  path: ['/a+b/"{c}'],
};

/** The plainest exposure that a dialect keeps sessions with. */
export function plainest({ terminations }: Dialect): Exposure {
  return terminations.includes("none") ? http : https;
}

/** An application with all that any dialect needs to be told. @param exposure @default - the plainest */
export function applicationOf(dialect: Dialect, exposure = plainest(dialect)): Application {
  return {
    name: "hello",
    exposure,
    servicePort: 80,
    ingressClassName: dialect.usualIngressClass,
    tlsSecretName: exposure.tls === "none" ? undefined : "hello-tls",
    gateway: { name: "gateway" },
    ...(dialect.promises.keepsTerminatingPods && { gatePort: defaultGatePort }),
  };
}

/** An application in each of the ways that a dialect tells apart. */
export function applicationsOf(dialect: Dialect): Application[] {
  const { supportedSettings: takes } = dialect.exposedBy;
  const policies = takes.includes("tls.insecureTraffic") ? insecureTrafficPolicies : [undefined];
  const exposures = dialect.terminations.flatMap((tls): Exposure[] =>
    tls === "none"
      ? [http]
      : policies.map((policy) => ({
          ...https,
          tls,
          ...(policy !== undefined && { insecureTraffic: policy }),
        })),
  );
  const versions = takes.includes("gateway.apiVersion") ? gatewayApiVersions : [undefined];
  return exposures.flatMap((exposure) =>
    versions.map((apiVersion) => ({
      ...applicationOf(dialect, exposure),
      gateway: { name: "gateway", apiVersion },
    })),
  );
}

/** The application under a path that a browser would send such a cookie to. */
function servedUnder(value: unknown, application: Application): Application {
  const path = extremes.path?.find((extreme) => extreme === value);
  return path === undefined
    ? application
    : { ...application, exposure: { ...application.exposure, path } };
}

/** The sentences by which a dialect refuses values of each setting, whatever way the application is exposed. */
export function refusalsOf(dialect: Dialect): Map<keyof SessionCookie, readonly string[]> {
  const refusals = new Map<keyof SessionCookie, readonly string[]>();
  for (const setting of settingsOf(dialect)) {
    const reasons = applicationsOf(dialect)
      .flatMap((application) =>
        [...samples[setting], ...(extremes[setting] ?? [])].map((value) =>
          translate(dialect, { cookie: { [setting]: value } }, servedUnder(value, application)),
        ),
      )
      .flatMap((translated) => ("problems" in translated ? translated.problems : []))
      .filter((problem) => problem.setting === `affinity.cookie.${setting}`)
      // What every controller refuses has no place among what this one does.
      .filter(({ reason = "" }) => !reason.startsWith("browsers "))
      .map(({ reason = "" }) => reason);
    refusals.set(setting, [...new Set(reasons)]);
  }
  return refusals;
}
