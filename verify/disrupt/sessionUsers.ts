import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { CheckContext, Login } from "../checks/check";
import type { Exchange } from "../http/exchange";
import type { Visitor } from "../http/visitor";

/** Between the answer that a user got and the next request, in milliseconds; less where visits are short. */
const longestPauseMilliseconds = 1_000;

/** A user who was logged out without having left. */
export interface LoggedOut {
  readonly user: string;
  /** The key of the pod that answered last before, as far as it is known. */
  readonly pod?: string;
}

/**
 * Users who log in, use the application and leave after a while, each of them followed by another one, so that a pod
 * has users whenever its turn to end comes.
 */
export class SessionUsers {
  /** How many have come. */
  came = 0;
  readonly loggedOut: LoggedOut[] = [];
  requests = 0;
  /** How many requests got no answer, which costs no session. */
  failed = 0;
  private readonly stopping = new AbortController();
  private readonly places: Promise<void>[];

  private constructor(
    private readonly context: CheckContext,
    private readonly login: Login,
  ) {
    setMaxListeners(0, this.stopping.signal);
    this.places = Array.from({ length: login.users }, (_, index) => this.fill(index));
  }

  /**
   * Resolves once the first users are logged in.
   *
   * @throws Error that says why nobody can log in
   */
  static async start(context: CheckContext, login: Login): Promise<SessionUsers> {
    const visitor = await newUser(context);
    const name = nameOf("first", 0);
    const exchange = await visitor.post(login.path, formOf(login, name));
    const problem = refusalOf(exchange) ?? (await isLoggedIn(visitor, login, name));
    if (typeof problem === "string") {
      throw new Error(`nobody can log in at ${login.path}: ${problem}`);
    }
    if (!problem) {
      const where = login.sessionPath ?? context.site.url.pathname;
      throw new Error(
        `${where} does not name a user who has just logged in at ${login.path} (--session-path, --login-form)`,
      );
    }
    return new SessionUsers(context, login);
  }

  /** Nobody comes any more; resolves when all who are there have left. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.places);
  }

  private async fill(place: number): Promise<void> {
    const { signal } = this.context;
    const { users, staySeconds } = this.login;
    // Not all at once.
    await sleep((staySeconds * 250 * place) / users, undefined, { signal }).catch(() => undefined);
    for (let round = 0; !this.stopping.signal.aborted && !signal.aborted; round += 1) {
      // An interruption alone breaks it off, of which the others hear.
      await this.visit(nameOf(place, round)).catch(() => undefined);
    }
  }

  private async visit(name: string): Promise<void> {
    const { context, login } = this;
    const { signal } = context;
    const pause = Math.min(longestPauseMilliseconds, login.staySeconds * 100);
    const visitor = await newUser(context, (exchange) => {
      this.requests += 1;
      this.failed += exchange.status === undefined || exchange.status >= 500 ? 1 : 0;
    });
    const staySeconds = login.staySeconds * (0.25 + 0.75 * Math.random());
    const until = performance.now() + staySeconds * 1000;
    const refusal = refusalOf(await visitor.post(login.path, formOf(login, name)));
    if (refusal !== undefined) {
      await sleep(pause, undefined, { signal });
      return;
    }
    this.came += 1;
    let pod: string | undefined;
    while (performance.now() < until) {
      const exchange = await visitor.visit(login.sessionPath);
      const said = says(exchange, name);
      if (said === false) {
        this.loggedOut.push({ user: name, ...(pod !== undefined && { pod }) });
        return;
      }
      pod = exchange.answerer === undefined ? pod : context.directory.keyOf(exchange.answerer);
      await sleep(pause, undefined, { signal });
    }
    if (login.logoutPath !== undefined) {
      await visitor.post(login.logoutPath, "");
    }
  }
}

function newUser(
  context: CheckContext,
  onExchange?: (exchange: Exchange) => void,
): Promise<Visitor> {
  return context.visitor({ recorded: false, ownRate: true, ...(onExchange && { onExchange }) });
}

/** A name that no other user has, and that no page has by chance. */
function nameOf(place: number | string, round: number): string {
  return `sticky-verify-${place}-${round}-`;
}

function formOf({ form }: Login, user: string): string {
  return form.replaceAll("{user}", encodeURIComponent(user));
}

/** Why a form was not taken. */
function refusalOf({ status, lost }: Exchange): string | undefined {
  if (status === undefined) {
    return lost ?? "no answer";
  }
  return status >= 400 ? `status ${status}` : undefined;
}

async function isLoggedIn(
  visitor: Visitor,
  { sessionPath }: Login,
  user: string,
): Promise<boolean | undefined> {
  return says(await visitor.visit(sessionPath), user);
}

/** Whether an answer names the user; undefined where there is none, or it is an error, which says nothing. */
function says({ status, body }: Exchange, user: string): boolean | undefined {
  return status === undefined || status >= 500 ? undefined : body.includes(user);
}
