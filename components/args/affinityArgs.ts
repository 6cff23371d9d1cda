import type { SessionCookie } from "../affinity/affinity";

/** Whether clients are kept on their pod. */
export const AffinityType = { Cookie: "cookie", None: "none" } as const;
export type AffinityType = (typeof AffinityType)[keyof typeof AffinityType];

export interface AffinityArgs {
  /**
   * `cookie` keeps each client on its pod by a session cookie, `none` does not, and turns affinity off where the
   * controller has it by default.
   * @default "cookie"
   * @config affinity
   */
  type?: AffinityType;
  /**
   * The session cookie.
   * @onlyWith affinity.type cookie
   * @default {}
   */
  cookie?: SessionCookie;
}
