import { Command, Option } from "commander";
import { dialects } from "../components/affinity/dialects";
import {
  addHeader,
  parseConfidence,
  parsed,
  parseDisruptions,
  parseLoginForm,
  parseNewClients,
  parsePath,
  parseService,
  parseUrl,
  wholeNumber,
} from "./argumentParsers";
import { defaultHoldSeconds, defaultNewClients, defaultTimeoutSeconds } from "./defaults";
import { disruptions } from "./disrupt/disruptions";
import { parseResolveRule, type ResolveRule } from "./http/connectOptions";
import { parseStatuses } from "./http/status";
import { helloIdentity, parseIdentity } from "./identity";
import { defaultConfidence } from "./statistics";

const description = `\
Proves on a live system whether sessions stick, with what confidence, and shows
what is lost when a pod ends. Without --disrupt it only sends requests and reads
objects.

Use --stack for what this project deployed, or --url for any application.`;

const notes = `
The report goes to stdout, progress to stderr. NO_COLOR turns colours off.
What each check proves, when it is skipped and what is likely behind a failure:
docs/verify.md.

Exit codes: 0 no check failed, 1 a check failed, 2 wrong usage, 3 it could not
run or not to its end, 130 interrupted; what --disrupt changed is restored in any case.

Examples:
  sticky verify --stack k8s
  sticky verify --stack k8s --disrupt --report report.html
  sticky verify --url https://shop.example.com/ --service shop/web
  sticky verify --url https://10.0.0.7/ --header 'Host: shop.example.com' --insecure
  sticky verify --url https://shop.example.com/ --identity header:X-Pod --cookie SRV

All commands: sticky --help`;

/** The command line; its help is the documentation. */
export function verifyCommand(): Command {
  return (
    new Command("sticky verify")
      .description(description)
      .optionsGroup("What to verify:")
      .option(
        "--stack <name>",
        "the application that this stack deployed, by `pulumi stack export`",
      )
      .option("--app <name>", "which one, where the stack has several")
      .option(
        "--url <url>",
        "any application, http or https; with --stack: where clients go, if not where the stack says",
        parseUrl,
      )
      .option(
        "--service <namespace/name>",
        "with --url: the Service whose pods answer; its cluster is asked for pods and objects",
        parseService,
      )
      .option(
        "--context <name>",
        "context of your kubeconfig (default: the stack's, else the current)",
      )
      .addOption(
        new Option(
          "--controller <name>",
          "with --url: the controller, whose promises are checked (default: by the IngressClass)",
        ).choices(dialects.map(({ id }) => id)),
      )
      .option(
        "--cookie <name>",
        "with --url: the session cookie (default: the only one that is set)",
      )
      .option(
        "--replicas <number>",
        "how many pods there are, if the cluster is not known",
        wholeNumber(1),
      )
      .optionsGroup("How to send requests:")
      .addOption(
        new Option(
          "--identity <how>",
          "how an answer tells its pod: body:REGEX (group 1, or the groups pod and address), header:NAME, or cookie (a digest of its value)",
        )
          .argParser(parsed(parseIdentity))
          .default(helloIdentity, 'the line "Server name: <pod>"'),
      )
      .addOption(
        new Option(
          "--resolve <host:port:address>",
          "connect to the address instead of what DNS says; repeatable",
        )
          .argParser((text, rules: readonly ResolveRule[]) => [
            ...rules,
            parsed(parseResolveRule)(text),
          ])
          .default([], "none"),
      )
      .option("--insecure", "accept a certificate that cannot be trusted")
      .addOption(
        new Option("--header <name: value>", "sent with every request; repeatable")
          .argParser(addHeader)
          .default({}, "none"),
      )
      .addOption(
        new Option(
          "--path <path>",
          "another path of the application, which has to share the pod; repeatable",
        )
          .argParser((text, paths: readonly string[]) => [...paths, parsePath(text)])
          .default([], "none"),
      )
      .option(
        "--websocket <path>",
        "a WebSocket of the application, which has to share the pod",
        parsePath,
      )
      .option(
        "--confidence <fraction>",
        "how sure each check has to be, 0.9 to 0.999999999999",
        parseConfidence,
        defaultConfidence,
      )
      .option(
        "--wait <seconds>",
        "how long the controller may take until every pod answers",
        wholeNumber(0),
        10,
      )
      .option(
        "--timeout <seconds>",
        "how long one request may take before it counts as lost",
        wholeNumber(1),
        defaultTimeoutSeconds,
      )
      .option(
        "--max-time <seconds>",
        "how long everything may take: then what was found so far is reported (default: no limit)",
        wholeNumber(1),
      )
      .option(
        "--hold <seconds>",
        "how long clients stay away before they come back and have to find their pod; 0 leaves it out",
        wholeNumber(0),
        defaultHoldSeconds,
      )
      .option(
        "--rate <number>",
        "requests per second of all clients (default: as fast as answers come, 300 in --disrupt)",
        wholeNumber(1),
      )
      .addOption(
        new Option(
          "--accept-status <codes>",
          "what counts as an answer beside 200-299, such as 404 or 300-399; several with commas",
        )
          .argParser(parsed(parseStatuses))
          .default([], "none"),
      )
      .optionsGroup("What to do to the application:")
      .option(
        "--disrupt [what]",
        `disturb it under load: ${disruptions.join(", ")}; several with commas (default without any: all, rollout-with-sessions where --login-path is given)`,
        parseDisruptions,
      )
      .option("--yes", "do not ask before --disrupt")
      .option("--clients <number>", "clients at once", wholeNumber(2), 20)
      .option(
        "--new-clients <fraction>",
        "the part of the requests that clients without a cookie send, 0 to 0.9",
        parseNewClients,
        defaultNewClients,
      )
      // The name that it had before.
      .addOption(new Option("--newcomers <fraction>").argParser(parseNewClients).hideHelp())
      .option(
        "--login-path <path>",
        "where users log in, by a form that is posted: for rollout-with-sessions",
        parsePath,
      )
      .option(
        "--login-form <form>",
        "the form, where {user} stands for the name of each user",
        parseLoginForm,
        "user={user}",
      )
      .option(
        "--session-path <path>",
        "whose answer has the name of the user who is logged in (default: that of the URL)",
        parsePath,
      )
      .option(
        "--logout-path <path>",
        "where users who leave log out, by an empty form (default: they just stay away)",
        parsePath,
      )
      .option("--users <number>", "users who are logged in at a time", wholeNumber(1), 20)
      .option(
        "--stay <seconds>",
        "how long a user stays at most, and at least a quarter of it",
        wholeNumber(1),
        40,
      )
      .option(
        "--max-lost <number>",
        "how many lost requests a disruption may have and pass (default: they are only counted)",
        wholeNumber(0),
      )
      .optionsGroup("What to print:")
      .addOption(
        new Option("--output <format>", "format of the report")
          .choices(["text", "json", "junit"])
          .default("text"),
      )
      .option(
        "--report <file.html>",
        "write one page with the verdict, the spread and the timelines",
      )
      .addOption(
        new Option("--color <when>", "colours")
          .choices(["auto", "always", "never"])
          .default("auto"),
      )
      .addHelpText("after", notes)
      .allowExcessArguments(false)
      .exitOverride()
  );
}
