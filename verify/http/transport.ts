import type { LookupFunction } from "node:net";

/** A whole response, whatever its status. */
export interface Response {
  readonly version: "HTTP/1.1" | "HTTP/2";
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As much of it as is read, decompressed. */
  readonly body: string;
  /** Whether there was more. */
  readonly cut: boolean;
}

/** What a form is sent as. */
export const formType = "application/x-www-form-urlencoded";

/** Gets paths of one site, over connections that are used in one way. */
export interface Transport {
  /**
   * @param path path and query
   * @param cookie the `Cookie` header, if any
   * @throws Error that says why there is no whole response
   */
  get(path: string, cookie?: string): Promise<Response>;
  /**
   * The same by POST.
   *
   * @param form as a browser sends one: `name=value&name=value`
   */
  post(path: string, form: string, cookie?: string): Promise<Response>;
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
}

export interface TransportArgs {
  readonly url: URL;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the site's host is. */
  readonly lookup: LookupFunction;
  /** The name that a TLS connection asks for; empty for none. */
  readonly serverName: string;
  /** Whether a certificate that cannot be trusted is taken all the same. */
  readonly insecure: boolean;
  /** How long a request may take before it counts as lost. */
  readonly timeoutMilliseconds: number;
}
