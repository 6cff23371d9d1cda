import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import { settingsOf } from "../../components/affinity/translate";
import { markdownTable } from "../markdownTable";

/** What `npm run bench:disruption -- --save` wrote of a controller, as far as it is read here. */
interface Measured {
  readonly rows: readonly {
    readonly setup: string;
    readonly event: string;
    readonly requests: number;
    readonly lost: number;
  }[];
}

const figures = join(__dirname, "../../docs/zero-loss");

/** The question that most people come with, and the answer. */
export function leavingIngressNginx(): string[] {
  const candidates = dialects.filter(
    ({ id, platform }) => platform === "kubernetes" && id !== "ingress-nginx",
  );
  return [
    "## I have to leave ingress-nginx: which controller keeps my sessions?",
    `ingress-nginx gets no updates since March 2026. **Traefik** is what this project recommends: its cookie names one pod and
takes every setting, more pods move nobody, a pod that ends keeps its clients until the drain moves them, and all of that was
seen with the running controller, without a lost request (docs/zero-loss.md). With the Ingresses that you have, as they are,
choose \`traefik-ingress-nginx\`: it reads ingress-nginx's own annotations, and the class stays \`nginx\`. Whoever writes anew
chooses \`traefik\`. Who has a HAProxy already keeps it with \`haproxy-ingress\`. A controller that hashes (**hash**) is the
wrong one for sessions in memory: each change in the number of pods logs some users out.`,
    markdownTable([
      [
        "controller",
        "seen live",
        "affinity",
        "more pods move",
        "a lost pod's clients get a new cookie",
        "settings of the cookie, of 7",
        "lost in rolling restarts",
      ],
      ...ranked(candidates).map(row),
    ]),
    "Seen live: the release and the day of the last run of `npm run test:controllers` or `npm run test:e2e`. A dash is not known, or not measured.",
  ];
}

/** Those that were seen first, then by what they promise, then by what can be set. */
function ranked(candidates: readonly Dialect[]): readonly Dialect[] {
  const rank = ({ verified, promises, ...dialect }: Dialect): number[] => [
    verified === "live" ? 1 : 0,
    promises.affinity === "strong" ? 1 : 0,
    promises.keepsTerminatingPods ? 1 : 0,
    promises.reissuesAfterPodLoss ? 1 : 0,
    settable({ ...dialect, verified, promises }),
  ];
  return [...candidates].sort((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    return right.map((value, index) => value - (left[index] ?? 0)).find((by) => by !== 0) ?? 0;
  });
}

function row(dialect: Dialect): string[] {
  const { id, promises, seenLive } = dialect;
  return [
    `[\`${id}\`](#${id.replaceAll(".", "")})`,
    seenLive === undefined ? "-" : `${seenLive.version}, ${seenLive.date}`,
    promises.affinity,
    promises.survivesScaleUp ? "nobody" : promises.affinity === "hash" ? "some" : "-",
    promises.reissuesAfterPodLoss ? "yes" : "-",
    String(settable(dialect)),
    lostIn(id),
  ];
}

function settable({ cookie }: Dialect): number {
  return settingsOf({ cookie }).filter((name) => cookie[name].settable).length;
}

/** Of all rolling restarts of the program's own set-up that were measured behind it. */
function lostIn(id: string): string {
  const file = join(figures, `${id}.json`);
  if (!existsSync(file)) {
    return "-";
  }
  const { rows } = JSON.parse(readFileSync(file, "utf8")) as Measured;
  const own = rows.filter(
    ({ setup, event }) => setup === "this program" && event === "rolling restart",
  );
  const sum = (of: (row: Measured["rows"][number]) => number) =>
    own.reduce((total, each) => total + of(each), 0);
  return own.length === 0
    ? "-"
    : `${sum(({ lost }) => lost)} of ${sum(({ requests }) => requests).toLocaleString("en")}`;
}
