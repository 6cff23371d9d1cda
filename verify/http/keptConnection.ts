import { Pool } from "undici";
import type { Response, Transport, TransportArgs } from "./transport";

/** Sends all requests over one connection, one after the other, or by HTTP/2 where it is served. */
export class KeptConnection implements Transport {
  private readonly pool: Pool;

  constructor(
    private readonly args: TransportArgs,
    { http2 }: { readonly http2: boolean },
  ) {
    const { url, lookup, insecure, timeoutMilliseconds } = args;
    this.pool = new Pool(url.origin, {
      connect: {
        lookup,
        timeout: timeoutMilliseconds,
        rejectUnauthorized: !insecure,
      },
      headersTimeout: timeoutMilliseconds,
      bodyTimeout: timeoutMilliseconds,
      allowH2: http2,
      // Which address to take is decided already; Node's own race gives up on one after 250 ms.
      autoSelectFamily: false,
      connections: 1,
    });
  }

  async get(path: string, cookie?: string): Promise<Response> {
    const { headers: given } = this.args;
    const headers = cookie === undefined ? given : { ...given, cookie };
    const response = await this.pool.request({ method: "GET", path, headers });
    return {
      ...{ status: response.statusCode, headers: response.headers },
      body: await response.body.text(),
    };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
