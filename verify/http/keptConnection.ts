import { Pool } from "undici";
import { readBody } from "./body";
import { connectMilliseconds } from "./connector";
import { TimeoutError } from "./failure";
import { mostHeaderBytes } from "./limits";
import { formType, type Response, type Transport, type TransportArgs } from "./transport";

/** Sends all requests over one connection of HTTP/1.1, one after the other. */
export class KeptConnection implements Transport {
  private readonly pool: Pool;

  constructor(private readonly args: TransportArgs) {
    const { url, lookup, insecure } = args;
    this.pool = new Pool(url.origin, {
      connect: {
        lookup,
        timeout: connectMilliseconds(args),
        rejectUnauthorized: !insecure,
      },
      ...{ headersTimeout: 0, bodyTimeout: 0 },
      maxHeaderSize: mostHeaderBytes,
      allowH2: false,
      // Which address to take is decided already; Node's own race gives up on one after 250 ms.
      autoSelectFamily: false,
      connections: 1,
    });
  }

  get(path: string, cookie?: string): Promise<Response> {
    return this.request({ method: "GET", path }, cookie);
  }

  post(path: string, form: string, cookie?: string): Promise<Response> {
    return this.request({ method: "POST", path, body: form }, cookie);
  }

  private async request(
    sent: { readonly method: "GET" | "POST"; readonly path: string; readonly body?: string },
    cookie: string | undefined,
  ): Promise<Response> {
    const { headers: given, timeoutMilliseconds } = this.args;
    // The library has a time for each part of an answer, and none for all of it.
    const tooLong = new AbortController();
    const timer = setTimeout(() => {
      tooLong.abort(new TimeoutError("whole answer", timeoutMilliseconds));
    }, timeoutMilliseconds);
    try {
      const { statusCode, headers, body } = await this.pool.request({
        ...{ ...sent, signal: tooLong.signal },
        headers: {
          ...given,
          ...(cookie !== undefined && { cookie }),
          ...(sent.body !== undefined && { "content-type": formType }),
        },
      });
      const { text, cut } = await readBody(body, { headers, keepsConnection: true });
      return { version: "HTTP/1.1", status: statusCode, headers, body: text, cut };
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
