import { safeText } from "../cli/terminal/safeText";
import type { PodDirectory } from "./cluster/podDirectory";
import { type Exchange, isAnswered } from "./http/exchange";

/** How many stretches and lost requests of one check are kept, so that memory stays flat. */
const mostKept = 5_000;

/** Requests of one client that one pod answered, with none of another between them. */
export interface Stretch {
  readonly client: number;
  /** The pod, or whatever the answers call themselves. */
  readonly pod: string;
  /** When the first one was answered and when the last, in milliseconds from the start of the check. */
  readonly from: number;
  readonly to: number;
  readonly requests: number;
}

/** A request without an answer of a pod. */
export interface Loss {
  /** None for a new client. */
  readonly client?: number;
  readonly at: number;
  readonly reason: string;
}

/** Something that was done to the application. */
export interface Mark {
  readonly at: number;
  readonly what: string;
}

/** All requests of one check, in a form that does not grow with their number. */
export interface Timeline {
  readonly requests: number;
  readonly lost: number;
  /** How many answers each pod gave. */
  readonly answers: Readonly<Record<string, number>>;
  /** How long answers took, in milliseconds. */
  readonly latency: { readonly mean: number; readonly max: number };
  readonly stretches: readonly Stretch[];
  readonly losses: readonly Loss[];
  readonly marks: readonly Mark[];
  /** Stretches and lost requests that were counted and not kept. */
  readonly omitted: number;
}

interface OpenStretch {
  readonly client: number;
  readonly key: string;
  readonly from: number;
  to: number;
  requests: number;
}

/** Records the requests of one check. */
export class Recorder {
  private readonly startedAt = performance.now();
  private readonly counts = new Map<string, number>();
  private readonly latest = new Map<number, OpenStretch>();
  private readonly stretches: OpenStretch[] = [];
  private readonly losses: Loss[] = [];
  private readonly marks: Mark[] = [];
  private requestCount = 0;
  private lostCount = 0;
  private milliseconds = 0;
  private slowest = 0;
  private omitted = 0;

  constructor(private readonly directory: PodDirectory) {}

  /** How many requests there were so far. */
  get requests(): number {
    return this.requestCount;
  }

  /** @param client none for a new client, who has no stretch of its own */
  record(client: number | undefined, exchange: Exchange): void {
    const at = exchange.sentAt + exchange.milliseconds - this.startedAt;
    this.requestCount += 1;
    if (isAnswered(exchange)) {
      this.milliseconds += exchange.milliseconds;
      this.slowest = Math.max(this.slowest, exchange.milliseconds);
      this.recordAnswer(client, this.directory.keyOf(exchange.answerer), at);
      return;
    }
    this.lostCount += 1;
    if (this.losses.length < mostKept) {
      this.losses.push({
        ...(client !== undefined && { client }),
        ...{ at, reason: exchange.lost ?? "" },
      });
    } else {
      this.omitted += 1;
    }
  }

  /** Notes what was done to the application, now. */
  mark(what: string): void {
    this.marks.push({ at: performance.now() - this.startedAt, what });
  }

  /** What was recorded, with the pods' names. */
  timeline(): Timeline {
    const label = (key: string): string => safeText(this.directory.label(key));
    const answers = new Map<string, number>();
    for (const [key, count] of this.counts) {
      answers.set(label(key), (answers.get(label(key)) ?? 0) + count);
    }
    const answered = this.requestCount - this.lostCount;
    return {
      requests: this.requestCount,
      lost: this.lostCount,
      answers: Object.fromEntries([...answers].sort(byLabel)),
      latency: {
        mean: answered === 0 ? 0 : rounded(this.milliseconds / answered),
        max: rounded(this.slowest),
      },
      stretches: this.stretches.map(({ client, key, from, to, requests }) => ({
        ...{ client, pod: label(key), from: rounded(from), to: rounded(to), requests },
      })),
      losses: this.losses.map((loss) => ({ ...loss, at: rounded(loss.at) })),
      marks: this.marks.map((mark) => ({ ...mark, at: rounded(mark.at) })),
      omitted: this.omitted,
    };
  }

  private recordAnswer(client: number | undefined, key: string, at: number): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    if (client === undefined) {
      return;
    }
    const last = this.latest.get(client);
    if (last?.key === key) {
      last.to = at;
      last.requests += 1;
      return;
    }
    const stretch = { client, key, from: at, to: at, requests: 1 };
    this.latest.set(client, stretch);
    if (this.stretches.length < mostKept) {
      this.stretches.push(stretch);
    } else {
      this.omitted += 1;
    }
  }
}

/** How often each pod answered: `hello-0 3, hello-1 3, hello-2 2`, sorted by name. */
export function tally(answers: Readonly<Record<string, number>>): string {
  return Object.entries(answers)
    .sort(byLabel)
    .map(([pod, count]) => `${pod} ${count}`)
    .join(", ");
}

function byLabel([left]: [string, number], [right]: [string, number]): number {
  return left.localeCompare(right, "en", { numeric: true });
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
