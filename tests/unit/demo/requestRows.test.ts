import assert from "node:assert/strict";
import type { RequestRecord } from "../../../demo/http/requestRecord";
import { requestRows } from "../../../demo/report/requestRows";

function request(number: number, rest: Partial<RequestRecord> = {}): RequestRecord {
  return { number, purpose: "stays", pod: "hello-0", cookiesIssued: [], milliseconds: 3, ...rest };
}

describe("demo request table", () => {
  it("gives neighbours with the same outcome one row", () => {
    const rows = requestRows([
      request(1, { cookiesIssued: ["hello=0123456789abcdef"] }),
      request(2, { cookieSent: "hello=0123456789abcdef" }),
      request(3, { cookieSent: "hello=0123456789abcdef", milliseconds: 7 }),
      request(4, { purpose: "moves", cookieSent: "hello=0123456789abcdef" }),
    ]);
    assert.deepEqual(rows, [
      {
        purpose: "stays",
        numbers: "1",
        pod: "hello-0",
        cookieSent: "-",
        cookieIssued: "hello=01234567…",
      },
      {
        purpose: "stays",
        numbers: "2-3",
        pod: "hello-0",
        cookieSent: "hello=01234567…",
        cookieIssued: "-",
      },
      {
        purpose: "moves",
        numbers: "4",
        pod: "hello-0",
        cookieSent: "hello=01234567…",
        cookieIssued: "-",
      },
    ]);
  });

  it("gives the reason in place of the pod where a request was lost", () => {
    const [row] = requestRows([request(1, { lost: "status 502" })]);
    assert.equal(row?.pod, "status 502");
  });

  it("keeps an equals sign inside a cookie's value", () => {
    const [row] = requestRows([request(1, { cookieSent: "a=b=c; d=e" })]);
    assert.equal(row?.cookieSent, "a=b=c, d=e");
  });

  it("has no row without requests", () => {
    assert.deepEqual(requestRows([]), []);
  });
});
