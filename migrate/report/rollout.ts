import type { Dialect } from "../../components/affinity/dialect";
import { visitable } from "../../components/affinity/exposure";
import { annotationsOf } from "../../components/affinity/objects";
import { shellWord } from "../../components/affinity/shellWord";
import { inSentence } from "../inSentence";
import { shareWords } from "../source/sources";
import type { CarriedUnit } from "../write/unit";
import type { Step } from "./report";

/** What a rollout is told beside the migration. */
export interface RolloutOptions {
  readonly source: Dialect;
  readonly target: Dialect;
  /** The folder or file with the objects. */
  readonly out: string;
  readonly context?: string;
}

/** The way to the new controller: both side by side, the name server last. */
export function rolloutOf(units: readonly CarriedUnit[], options: RolloutOptions): Step[] {
  const { source, target, out } = options;
  const isSame = shareWords(source, target);
  const kubectl =
    options.context === undefined ? "kubectl" : `kubectl --context ${shellWord(options.context)}`;
  return [
    {
      say: `Keep sessions in a store that all pods share, if they are in the memory of the pods: the move to ${inSentence(target)} is one to another pod for most users (docs/session-store.md).`,
      commands: [],
    },
    {
      say: isSame
        ? `Install ${inSentence(target)} beside ${inSentence(source)}, with an address of its own. Both serve the same Ingresses.`
        : `Install ${inSentence(target)} beside ${inSentence(source)}, with an address of its own. The objects of both are beside each other, since they have other names, kinds or classes.`,
      commands: target.install === undefined ? [] : [target.install],
    },
    {
      say: "Look at what would change, then make it. No DNS name leads there yet.",
      commands: [`${kubectl} diff -f ${shellWord(out)}`, `${kubectl} apply -f ${shellWord(out)}`],
    },
    {
      say: "Prove at the new address that sessions stick. ADDRESS is that of the new controller; REPLICAS, where it stands, the number of pods.",
      commands: verifyCommands(units, options),
    },
    ...externalDns(units, kubectl, isSame),
    {
      say: "Some hours before: let the DNS records live for a minute or less. Then change them to the new address; both controllers serve meanwhile, so that no request is lost, whichever address a client still has.",
      commands: [],
    },
    {
      say: `When the access log of ${inSentence(source)} has been empty for a day, take it and its objects away.`,
      commands: isSame ? [] : deleteCommands(units, kubectl),
    },
  ];
}

function verifyCommands(
  units: readonly CarriedUnit[],
  { target, context }: RolloutOptions,
): string[] {
  return distinct(
    units.flatMap(({ affinity, site, path, entrance: { namespace } }) =>
      affinity === undefined || path.type === "Regex"
        ? []
        : site.hosts.map((name) => {
            const host = visitable(name);
            const isHttps = site.tls !== "none";
            const url = `${isHttps ? "https" : "http"}://${host}${path.path}`;
            return [
              `sticky verify --url ${shellWord(url)}`,
              ...(namespace === undefined
                ? ["--replicas REPLICAS"]
                : [`--service ${shellWord(`${namespace}/${path.service}`)}`]),
              ...(namespace === undefined || context === undefined
                ? []
                : [`--context ${shellWord(context)}`]),
              `--controller ${target.id}`,
              `--resolve ${shellWord(`${host}:${isHttps ? 443 : 80}:ADDRESS`)}`,
            ].join(" ");
          }),
    ),
  );
}

/** external-dns would move the name as soon as the new object has an address. */
function externalDns(units: readonly CarriedUnit[], kubectl: string, isSame: boolean): Step[] {
  const isWatched = units.some(({ entrance }) =>
    Object.keys(annotationsOf(entrance.source.object)).some((key) =>
      key.startsWith("external-dns.alpha.kubernetes.io/"),
    ),
  );
  return isWatched && !isSame
    ? [
        {
          say: "external-dns reads the new objects as well, and may change the records at once. Before you apply them, give them the annotation external-dns.alpha.kubernetes.io/controller with another value than dns-controller, and take it off when the names are to move.",
          commands: [
            `${kubectl} annotate KIND NAME external-dns.alpha.kubernetes.io/controller=none`,
            `${kubectl} annotate KIND NAME external-dns.alpha.kubernetes.io/controller-`,
          ],
        },
      ]
    : [];
}

function deleteCommands(units: readonly CarriedUnit[], kubectl: string): string[] {
  return distinct(
    units.map(({ entrance: { source, name, namespace } }) =>
      [
        `${kubectl} delete ${source.object.kind.toLowerCase()} ${shellWord(name)}`,
        ...(namespace === undefined ? [] : [`--namespace ${shellWord(namespace)}`]),
      ].join(" "),
    ),
  );
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
