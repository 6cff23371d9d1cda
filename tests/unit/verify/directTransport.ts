import { setImmediate } from "node:timers/promises";
import type { ConnectionUse } from "../../../verify/http/site";
import type { Response, Transport } from "../../../verify/http/transport";
import type { FakeProxy, FakeRequest } from "./fakeProxy";

/**
 * Asks the proxy without a network between: for tests of what the verifier makes of thousands of answers, which
 * HTTP would cost most of their time. It knows no time limit.
 */
export function directly(proxy: FakeProxy): (use: ConnectionUse) => Transport {
  return (use) => {
    const own = {};
    let closed = false;
    const ask = async (
      request: Pick<FakeRequest, "path" | "cookie" | "form">,
    ): Promise<Response> => {
      // As over a network, others get their turn before the answer.
      await setImmediate();
      const connection = use === "new connections" ? {} : own;
      const {
        status,
        headers,
        setCookies = [],
        body,
      } = await proxy.answer({
        ...{ ...request, connection },
      });
      if (closed) {
        throw new Error("the connections are closed");
      }
      return {
        ...{ version: "HTTP/1.1", status, body: body ?? "", cut: false },
        headers: { ...headers, ...(setCookies.length > 0 && { "set-cookie": setCookies }) },
      };
    };
    return {
      get: (path, cookie) => ask({ path, cookie }),
      post: (path, form, cookie) => ask({ path, form, cookie }),
      close() {
        closed = true;
        return Promise.resolve();
      },
    };
  };
}
