import { Command, Option } from "commander";
import { dialects } from "../components/affinity/dialects";
import { gatewayApiVersions } from "../components/affinity/application";
import { sources } from "./source/sources";

const description = `\
Takes the Ingresses of one controller, or the Routes of OpenShift, and writes the
objects of another one: hosts, paths, TLS, backends and session affinity. What
cannot be carried over is listed with its place and its reason. It changes nothing
in a cluster.`;

const notes = `
The objects go to stdout, the report to stderr. With --output json both are one JSON
document on stdout. The way off ingress-nginx, step by step: docs/migrate.md.

Exit codes: 0 everything was carried over, 1 something was not (the report says what),
2 wrong usage, 3 it could not run.

All commands: sticky --help

Examples:
  sticky migrate --to traefik -f ingress.yaml > traefik.yaml
  helm template shop ./chart | sticky migrate --to haproxy-ingress -f - --out new/
  sticky migrate --to envoy-gateway --gateway-class eg -f k8s/
  sticky migrate --to openshift-route --namespace shop --context prod --out routes/
  sticky migrate --to pulumi --controller traefik --format typescript -f ingress.yaml`;

/** Says which of this project's own is written. */
export const formats = ["config", "typescript"] as const;

/** The name of the target that is this project's own component. */
export const pulumiTarget = "pulumi";

const repeated = (text: string, earlier: readonly string[] | undefined): readonly string[] => [
  ...(earlier ?? []),
  text,
];

/** The command line; its help is the documentation. */
export function migrateCommand(): Command {
  return new Command("sticky migrate")
    .description(description)
    .optionsGroup("From what to what:")
    .addOption(
      new Option("--from <id>", "the controller that serves the objects now")
        .choices(sources.map(({ id }) => id))
        .default("ingress-nginx"),
    )
    .addOption(
      new Option("--to <id>", "the controller that is to serve them; pulumi for this project's own")
        .choices([...dialects.map(({ id }) => id), pulumiTarget])
        .makeOptionMandatory(),
    )
    .optionsGroup("What to read:")
    .option(
      "-f, --filename <path>",
      "YAML or JSON: a file, a folder, or - for stdin; repeatable",
      repeated,
    )
    .option("--namespace <name>", "a live namespace, in place of files")
    .option("--all-namespaces", "all namespaces of a cluster, in place of files")
    .option("--context <name>", "context of your kubeconfig (default: the current one)")
    .option(
      "--class <name>",
      "only Ingresses of this class; repeatable (default: those of the controller, by the IngressClasses)",
      repeated,
    )
    .optionsGroup("About the target:")
    .option("--ingress-class <name>", "the class of its Ingresses (default: its usual one)")
    .option(
      "--gateway <name>",
      "NAME or NAMESPACE/NAME of the Gateway that HTTPRoutes are attached to",
    )
    .option("--gateway-class <name>", "write that Gateway too, with this GatewayClass")
    .addOption(
      new Option(
        "--gateway-api-version <line>",
        "the Gateway API of the cluster, for gateway-api (default: 1.6)",
      ).choices(gatewayApiVersions),
    )
    .addOption(
      new Option("--controller <id>", "with --to pulumi: the controller of the stack").choices(
        dialects.map(({ id }) => id),
      ),
    )
    .addOption(
      new Option(
        "--format <format>",
        "with --to pulumi: stack files (Pulumi.NAME.yaml) or one program",
      )
        .choices(formats)
        .default("config"),
    )
    .optionsGroup("What to write:")
    .option("--out <folder>", "a file for each object, in place of stdout")
    .option("--force", "overwrite files that are there in --out")
    .addOption(
      new Option("--output <format>", "format of the report")
        .choices(["text", "markdown", "json"])
        .default("text"),
    )
    .addOption(
      new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"),
    )
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .exitOverride();
}
