import type { PodDirectory } from "../cluster/podDirectory";
import type { Exchange } from "../http/exchange";
import type { ConnectionUse, Site } from "../http/site";
import type { Visitor } from "../http/visitor";
import type { Identity } from "../identity";
import type { Recorder } from "../recorder";
import type { Samples } from "../samples";
import type { Survey } from "../survey";
import type { Target } from "../subject/target";
import type { Failure } from "./failures";

/** What a check may use. */
export interface CheckContext {
  readonly target: Target;
  readonly survey: Survey;
  readonly samples: Samples;
  readonly directory: PodDirectory;
  readonly site: Site;
  /** Every request of the check's visitors is added to it. */
  readonly recorder: Recorder;
  readonly settings: CheckSettings;
  /** Ends the check early: it then rejects. */
  readonly signal: AbortSignal;
  /** A new user of the site. */
  readonly visitor: (args?: NewVisitor) => Promise<Visitor>;
}

export interface NewVisitor {
  /** @default "new connections" */
  readonly connections?: ConnectionUse;
  /** Whether there is a cookie jar. @default true */
  readonly keepsCookies?: boolean;
  /** Whether its requests are in the timeline. @default true */
  readonly recorded?: boolean;
  /** Whether it comes once: its requests are counted, without a line of its own. @default false */
  readonly newClient?: boolean;
  /**
   * Whether it keeps a rate of its own, and takes every answer as it comes: then neither `--rate` nor a site that
   * asks for patience slows it down. @default false
   */
  readonly ownRate?: boolean;
  /** Called with every exchange. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** What the user may set. */
export interface CheckSettings {
  /** How an answer tells which pod gave it. */
  readonly identity: Identity;
  /** Other paths of the application, that have to share the pod. */
  readonly paths: readonly string[];
  /** The path of the application's WebSocket. */
  readonly websocket?: string;
  /** Whether a certificate that cannot be trusted is taken all the same. */
  readonly insecure: boolean;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Clients at once in the checks that disturb the application. */
  readonly clients: number;
  /** Requests per second of all those clients and of new clients together. */
  readonly rate: number;
  /** How long clients stay away before they come back in the check of a late visit, in seconds. @default 3 */
  readonly holdSeconds?: number;
  /** The part of those requests that come from newClients: 0 to below 1. */
  readonly newClients: number;
  /** How users log in. @default - nobody does */
  readonly login?: Login;
  /** More lost requests than that fail such a check. @default - they are counted only */
  readonly maxLost?: number;
}

/** How users log in to the application, and how it is known that they still are. */
export interface Login {
  /** Where the form is posted. */
  readonly path: string;
  /** As a browser sends it; `{user}` stands for the user's name. */
  readonly form: string;
  /** The path whose answer has the name of the user who is logged in. @default - that of the site's URL */
  readonly sessionPath?: string;
  /** Where a user who leaves posts an empty form. @default - they just stay away */
  readonly logoutPath?: string;
  /** How many are logged in at a time. */
  readonly users: number;
  /** How long a user stays at most, in seconds; at least a quarter of it. */
  readonly staySeconds: number;
}

/** What a check found. */
export interface CheckOutcome {
  readonly result: "pass" | "fail" | "skipped";
  /** Of a failed check: what is wrong, for programs. */
  readonly failure?: Failure;
  /** One sentence: what was seen, or why the check was skipped. */
  readonly detail: string;
  /** Of a failed check: what is likely behind it, and what fixes it. */
  readonly cause?: string;
  /** The figures in it, for programs. */
  readonly figures?: Readonly<Record<string, number | string>>;
}

/** One promise of the deployment, checked on the live system. */
export interface Check {
  /** The name for programs. */
  readonly id: string;
  /** The promise in a few words. */
  readonly title: string;
  /** What it takes to run; without it the check is skipped. */
  readonly needs?: "an answer" | "a cookie";
  readonly run: (context: CheckContext) => Promise<CheckOutcome> | CheckOutcome;
}

type Figures = CheckOutcome["figures"];

export function pass(detail: string, figures?: Figures): CheckOutcome {
  return { result: "pass", detail, ...(figures && { figures }) };
}

export function fail(
  failure: Failure,
  detail: string,
  cause?: string,
  figures?: Figures,
): CheckOutcome {
  return {
    ...{ result: "fail", failure, detail },
    ...(cause !== undefined && { cause }),
    ...(figures && { figures }),
  };
}

export function skipped(detail: string): CheckOutcome {
  return { result: "skipped", detail };
}
