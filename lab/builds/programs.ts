/** How one program is built from a Go module in a folder beside this file. */
export interface GoProgram {
  /** File name of the executable. */
  readonly executable: string;
  /** The module's folder. `@default` the name of the program */
  readonly folder?: string;
  /** What is built of it. `@default` the tool that its go.mod names, else the package of the folder */
  readonly package?: string;
  /** Whether it is built only when something asks for it. `@default` false: every lab needs it */
  readonly onDemand?: boolean;
  /** `@default` none */
  readonly tags?: readonly string[];
  /**
   * The module whose version the program is to tell, and the Go variables to set for that: a
   * program built from a module does not know its version by itself.
   *
   * @default the program tells none
   */
  readonly version?: {
    readonly module: string;
    /** Takes the version as go.mod has it, such as `v1.2.3`. */
    readonly variables: (version: string) => Readonly<Record<string, string>>;
  };
  /**
   * Whether it is to run where there is no C library.
   *
   * @default false: as Go decides
   */
  readonly static?: boolean;
}

/** The programs that the lab builds; the folder beside this file has each one's go.mod. */
export const goPrograms = {
  kubernetes: {
    executable: "kubernetes",
    tags: ["netgo", "osusergo"],
    version: {
      module: "k8s.io/kubernetes",
      variables: (version) => {
        const [major = "", minor = ""] = version.replace(/^v/, "").split(".");
        const prefix = "k8s.io/component-base/version";
        return {
          [`${prefix}.gitVersion`]: version,
          [`${prefix}.gitMajor`]: major,
          [`${prefix}.gitMinor`]: minor,
        };
      },
    },
  },
  traefik: {
    executable: "traefik",
    onDemand: true,
    version: {
      module: "github.com/traefik/traefik/v3",
      variables: (version) => ({
        "github.com/traefik/traefik/v3/pkg/version.Version": version.replace(/^v/, ""),
      }),
    },
  },
  haproxyIngress: {
    executable: "haproxy-ingress",
    onDemand: true,
    version: {
      module: "github.com/jcmoraisjr/haproxy-ingress",
      variables: (version) => ({
        "github.com/jcmoraisjr/haproxy-ingress/pkg/version.RELEASE": version,
      }),
    },
  },
  contour: {
    executable: "contour",
    onDemand: true,
    version: {
      module: "github.com/projectcontour/contour",
      variables: (version) => ({
        "github.com/projectcontour/contour/internal/build.Version": version,
      }),
    },
  },
  envoyGateway: {
    executable: "envoy-gateway",
    static: true,
    onDemand: true,
    version: {
      module: "github.com/envoyproxy/gateway",
      variables: (version) => ({
        "github.com/envoyproxy/gateway/internal/cmd/version.envoyGatewayVersion": version,
      }),
    },
  },
  istio: {
    executable: "pilot-discovery",
    onDemand: true,
    version: {
      module: "istio.io/istio",
      variables: (version) => ({ "istio.io/istio/pkg/version.buildVersion": version }),
    },
  },
  coredns: { executable: "coredns" },
  helm: {
    executable: "helm",
    onDemand: true,
    version: {
      module: "helm.sh/helm/v3",
      variables: (version) => ({ "helm.sh/helm/v3/internal/version.version": version }),
    },
  },
  pulumi: {
    executable: "pulumi",
    version: { module: "github.com/pulumi/pulumi/pkg/v3", variables: pulumiVersion },
  },
  languageHost: {
    // The engine looks for it under this name.
    executable: "pulumi-language-nodejs",
    version: { module: "github.com/pulumi/pulumi/sdk/v3", variables: pulumiVersion },
  },
  pythonHost: {
    executable: "pulumi-language-python",
    onDemand: true,
    folder: "languageHost",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    version: { module: "github.com/pulumi/pulumi/sdk/v3", variables: pulumiVersion },
  },
  yamlHost: { executable: "pulumi-language-yaml", onDemand: true },
  sdkGenerator: { executable: "sdk-generator", onDemand: true },
  pause: { executable: "pause", static: true },
} satisfies Record<string, GoProgram>;

/** The name of a program that the lab builds. */
export type GoProgramName = keyof typeof goPrograms;

/** Those that no lab runs: they are built for who asks for them. */
export const clients = ["helm"] as const satisfies readonly GoProgramName[];
export type Client = (typeof clients)[number];

function pulumiVersion(version: string): Record<string, string> {
  return { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version };
}
