import type { Response, Transport } from "./transport";

/**
 * What an HTTP/1.1 request meets at a server of HTTP/2 alone, as codes or in OpenSSL's and the parser's words: no
 * protocol that both know by ALPN, an answer that is no HTTP/1.1 (a SETTINGS or GOAWAY frame), or the end of the
 * connection.
 */
const http2Signs =
  /no application protocol|^HPE_INVALID|Expected HTTP\/|^ECONNRESET|^UND_ERR_SOCKET/;

/** Speaks HTTP/1.1, and HTTP/2 to a server that speaks nothing else, which the first request tells. */
export class EitherVersion implements Transport {
  private chosen: Transport | undefined;
  private closed = false;

  constructor(
    private readonly http1: Transport,
    private readonly http2: Transport,
  ) {}

  get(path: string, cookie?: string): Promise<Response> {
    return this.chosen ? this.chosen.get(path, cookie) : this.tryBoth(path, cookie);
  }

  /** What is posted is not sent twice to find out. */
  post(path: string, form: string, cookie?: string): Promise<Response> {
    return (this.chosen ?? this.http1).post(path, form, cookie);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.http1.close(), this.http2.close()]);
  }

  private async tryBoth(path: string, cookie: string | undefined): Promise<Response> {
    try {
      return await this.choose(this.http1, path, cookie);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (this.closed || !http2Signs.test(`${code ?? ""} ${message}`)) {
        throw error;
      }
      return await this.choose(this.http2, path, cookie).catch(() => {
        // Not the reason of the second try, which was a guess.
        throw error;
      });
    }
  }

  private async choose(
    transport: Transport,
    path: string,
    cookie: string | undefined,
  ): Promise<Response> {
    const response = await transport.get(path, cookie);
    this.chosen ??= transport;
    return response;
  }
}
