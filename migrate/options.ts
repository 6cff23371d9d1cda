import type { GatewayApiVersion } from "../components/affinity/application";
import { findDialect } from "../components/affinity/dialects";
import { type formats, migrateCommand, pulumiTarget } from "./command";

/** What the user asked for. */
export interface MigrateOptions {
  readonly from: string;
  readonly to: string;
  readonly filename?: readonly string[];
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly context?: string;
  readonly class?: readonly string[];
  readonly ingressClass?: string;
  readonly gateway?: string;
  readonly gatewayClass?: string;
  readonly gatewayApiVersion?: GatewayApiVersion;
  readonly controller?: string;
  readonly format: (typeof formats)[number];
  readonly out?: string;
  readonly force?: boolean;
  readonly output: "text" | "markdown" | "json";
  readonly color: "auto" | "always" | "never";
}

/** Reads the command line; on `--help` and on wrong usage commander throws a CommanderError. */
export function parseOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): MigrateOptions {
  const command = migrateCommand().configureOutput({ writeOut: write.out, writeErr: write.err });
  const options = command.parse(argv, { from: "user" }).opts<MigrateOptions>();
  const problems = problemsOf(options);
  if (problems.length > 0) {
    command.error(`error: ${problems.join("\nerror: ")}`, { exitCode: 2 });
  }
  return options;
}

function problemsOf(options: MigrateOptions): string[] {
  const { from, to, filename = [], namespace, allNamespaces, controller } = options;
  const target = findDialect(to === pulumiTarget ? (controller ?? "") : to);
  const isLive = namespace !== undefined || allNamespaces === true;
  const isRoute = target?.exposedBy.object === "an HTTPRoute";
  const hasGateway = options.gateway !== undefined;
  return [
    ...(filename.length === 0 && !isLive
      ? ["say what to read: -f FILE, --namespace NAME or --all-namespaces"]
      : []),
    ...(filename.length > 0 && isLive
      ? ["-f reads files, --namespace a cluster: give one of them"]
      : []),
    ...(namespace !== undefined && allNamespaces === true
      ? ["--namespace is one of --all-namespaces: give one of them"]
      : []),
    ...(filename.length > 0 && options.context !== undefined
      ? ["--context goes with --namespace or --all-namespaces"]
      : []),
    ...(from === to ? [`--from and --to are both ${from}: there is nothing to migrate`] : []),
    ...(to === pulumiTarget && controller === undefined
      ? ["--to pulumi needs --controller ID, the controller of the stack"]
      : []),
    ...(to !== pulumiTarget && controller !== undefined
      ? ["--controller goes with --to pulumi; else --to names the controller"]
      : []),
    ...(isRoute && !hasGateway && options.gatewayClass === undefined
      ? [
          `${target.id} attaches routes to a Gateway: name it with --gateway NAME, or have it written with --gateway-class NAME`,
        ]
      : []),
    ...(target !== undefined && !isRoute && (hasGateway || options.gatewayClass !== undefined)
      ? [
          `--gateway and --gateway-class are for controllers of the Gateway API, which ${target.id} is not`,
        ]
      : []),
    ...(to === pulumiTarget && options.gatewayClass !== undefined
      ? [
          "--gateway-class goes with the objects of a controller; a stack names a Gateway that is there: --gateway",
        ]
      : []),
    ...(options.gatewayApiVersion !== undefined && target?.id !== "gateway-api"
      ? ["--gateway-api-version goes with gateway-api"]
      : []),
    ...(options.ingressClass !== undefined &&
    target?.exposedBy.supportedSettings.includes("ingressClassName") === false
      ? [`--ingress-class is for Ingresses, which ${target.id} has not`]
      : []),
    ...(options.force === true && options.out === undefined ? ["--force goes with --out"] : []),
  ];
}
