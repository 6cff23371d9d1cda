import type { SessionWait } from "../../../components/affinity/sessionDrain";
import type { Pod } from "../../../verify/cluster/pod";

/** A pod of the fake site; its address is its own as long as it lives. */
export type FakePod = Pod & { readonly address: string };

/** A request as a proxy's way with cookies sees it. */
export interface SchemeRequest {
  /** By name; of two with one name the first. */
  readonly cookies: ReadonlyMap<string, string>;
  readonly path: string;
  /** The same for all requests of one connection. */
  readonly connection: object;
  /** Those that can answer. */
  readonly pods: readonly FakePod[];
  /** The next pod in turn. */
  readonly next: () => FakePod;
}

/** What a proxy makes of a request. */
export interface SchemeAnswer {
  /** Who answers: one of the site's pods, or of another Service. */
  readonly pod: Pick<FakePod, "name" | "address">;
  readonly setCookies: readonly string[];
}

/** A proxy's way with cookies. */
export type Scheme = (request: SchemeRequest) => SchemeAnswer;

/** Sessions by the cookie `session`, begun by `POST /login`. */
export interface FakeSessions {
  /** Whether every pod knows all of them. @default false: each is in the memory of its pod */
  readonly shared?: boolean;
  /** How long a pod that was told to end waits for them, and how it then ends. @default - it ends at once */
  readonly wait?: { readonly milliseconds: number; readonly told: SessionWait };
  /** The status of the answer to a login. @default 303 */
  readonly loginStatus?: number;
}

/** How the fake site chooses and what it sets. */
export interface FakeSiteBehaviour {
  /** @default 3 */
  readonly replicas?: number;
  /** Whether a request with a cookie goes to the pod that the cookie names. @default true */
  readonly honoursCookie?: boolean;
  /** When the response sets the cookie. @default "without a valid one" */
  readonly issuesCookie?: "without a valid one" | "always" | "never";
  /** The cookie's name. @default "hello" */
  readonly cookieName?: string;
  /** Attributes after the cookie's value. @default "; Path=/; HttpOnly" */
  readonly cookieAttributes?: string;
  /** Further `Set-Cookie` lines of every response. */
  readonly furtherCookies?: readonly string[];
  /** The cookie's value instead of one that names the pod and reveals nothing. */
  readonly cookieValue?: (pod: Pod) => string;
  /** Whether requests without a valid cookie all go to the first pod. @default false */
  readonly alwaysFirstPod?: boolean;
  /** Whether a cookie of any value picks a pod by its hash. @default false */
  readonly hashes?: boolean;
  /** Whether every request gets the first answer again, from a cache. @default false */
  readonly cached?: boolean;
  /** Pods that the proxy never chooses. */
  readonly unknownPods?: readonly string[];
  /** Whether a cookie that names no pod is answered with status 500. @default false */
  readonly failsOnUnknownCookie?: boolean;
  /** How many requests are answered with status 502 after a deletion. @default 0 */
  readonly lostAfterDeletion?: number;
  /** What comes of a pod's stall beside that its clients wait: another pod answers, or the kubelet does something. */
  readonly stall?: "moves" | "unready" | "restarts" | "refused";
  /** How long a pod serves on after it was told to end, in seconds. */
  readonly drainSeconds?: number;
  /** How users are logged in. @default - they cannot log in */
  readonly sessions?: FakeSessions;
  /** Whether the deleted pod's name gets its sessions back once it is there again. @default false */
  readonly movesBack?: boolean;
  /** Whether the answer to a path below the first goes without looking at the cookie. @default false */
  readonly ignoresCookieOnPaths?: boolean;
  /** A way with cookies of its own, instead of all of the above. */
  readonly scheme?: () => Scheme;
  /** How often each pod is picked for a new client, beside the others. @default - in turns */
  readonly weights?: readonly number[];
  /** A pod with so many requests under way is passed over, whatever the cookie says. */
  readonly busyAt?: number;
  /** What happens to the pod that gives the answer of that number: for some answers it is not there. */
  readonly interruption?: { readonly answer: number; readonly what: "not ready" | "restarted" };
  /** Whether a client whose cookie names no pod is kept on the first one, without a new cookie. @default false */
  readonly keepsStaleCookies?: boolean;
  /** Whether the upgrade to a WebSocket sets the cookie anew. @default false */
  readonly upgradeSetsCookie?: boolean;
  /** Whether cookies go on to lead to a pod that was deleted. @default false */
  readonly forgetsNothing?: boolean;
  /** The status of every answer. @default 200 */
  readonly status?: number;
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, instead of the one of the tutorial's image. */
  readonly body?: (pod: Pod) => string;
}
