import { type Exchange, isAnswered, issuedCookie } from "../http/exchange";
import type { Answerer } from "../identity";

/** A client that was answered by one pod and then by another. */
export interface Move {
  readonly client: number;
  /** The pods' keys. */
  readonly from: string;
  readonly to: string;
  /** When the first answer of the new pod was there: `performance.now()`. */
  readonly at: number;
  /** Whether a new session cookie came with the move. */
  readonly newCookie: boolean;
}

export interface LoadClientArgs {
  readonly number: number;
  /** The session cookie's name, where it is known. */
  readonly cookieName?: string;
  /** Stands for the pod that gave an answer. */
  readonly keyOf: (answerer: Answerer) => string;
}

/** One user who goes on clicking, as far as the answers tell. */
export class LoadClient {
  readonly number: number;
  /** The key of the pod that answered last; undefined before the first answer. */
  pod: string | undefined;
  /** Answers of that pod in a row, and all answers. */
  inARow = 0;
  answers = 0;
  /** The longest time without an answer since it was reset, in milliseconds. */
  longestGap = 0;
  private lastAnswerAt = performance.now();
  /** Whether a session cookie came since the last answer. */
  private cookieIssued = false;

  constructor(private readonly args: LoadClientArgs) {
    this.number = args.number;
  }

  /** Takes in what became of a request; returns the move to another pod, where it was one. */
  notice(exchange: Exchange): Move | undefined {
    const { keyOf, cookieName = "" } = this.args;
    this.cookieIssued ||= issuedCookie(exchange, cookieName) !== undefined;
    const at = exchange.sentAt + exchange.milliseconds;
    // A wait that ended in a loss was a wait as well, also where no answer follows.
    this.longestGap = Math.max(this.longestGap, at - this.lastAnswerAt);
    if (!isAnswered(exchange)) {
      return undefined;
    }
    const { number, pod: from, cookieIssued: newCookie } = this;
    const to = keyOf(exchange.answerer);
    this.lastAnswerAt = at;
    this.inARow = from === to ? this.inARow + 1 : 1;
    this.answers += 1;
    this.pod = to;
    this.cookieIssued = false;
    return from === undefined || from === to
      ? undefined
      : { client: number, from, to, at, newCookie };
  }
}
