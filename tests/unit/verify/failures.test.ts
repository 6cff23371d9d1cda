import assert from "node:assert/strict";
import { type Failure, failures } from "../../../verify/checks/failures";
import { broken } from "./brokenSites";
import { faulty } from "./matrix/rows/faulty";
import { notSticky } from "./matrix/rows/notSticky";

/** Those that tests of their own reach, each in the file that is named. */
const elsewhere: readonly Failure[] = [
  // certificate.test.ts
  "certificate-untrusted",
  "certificate-expires",
  // checks.test.ts
  "request-lost",
  "neighbour-overwrites-cookie",
  "websocket-gets-new-cookie",
  // disrupt.test.ts
  "pods-not-named",
  "pod-changes-before-disruption",
  "client-stuck-on-gone-pod",
  "client-left-living-pod",
  "moved-without-new-cookie",
  "too-many-lost",
  // ownObjects.test.ts
  "object-not-accepted",
  // otherHosts.test.ts
  "host-not-served",
  "host-not-sticky",
  // stall.test.ts
  "container-restarted",
  "client-left-stalled-pod",
];

describe("the failures", () => {
  it("are each reached by a test", () => {
    const rows = [...notSticky, ...faulty].flatMap(({ fails = {} }) => Object.values(fails));
    const reached = new Set([...broken, ...rows].map(({ failure }) => failure));
    assert.deepEqual(
      failures.filter((failure) => !reached.has(failure) && !elsewhere.includes(failure)),
      [],
    );
    assert.deepEqual(
      elsewhere.filter((failure) => reached.has(failure)),
      [],
    );
  });

  it("have names in kebab case, each once", () => {
    assert.ok(failures.every((failure) => /^[a-z]+(-[a-z]+)*$/.test(failure)));
    assert.equal(new Set(failures).size, failures.length);
  });
});
