import fc from "fast-check";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { samples } from "../../../scripts/controllers/probe";

/** Descriptions of any kind, right and wrong ones. */
export const cookies: fc.Arbitrary<SessionCookie> = fc.record(
  {
    name: fc.stringMatching(/^[A-Za-z0-9_-]{1,70}$/),
    maxAgeSeconds: fc.integer({ min: 1, max: 1e9 }),
    path: fc.constantFrom(...samples.path, '/app$"'),
    domain: fc.constantFrom(...samples.domain),
    sameSite: fc.constantFrom(...samples.sameSite),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
  },
  { requiredKeys: [] },
);
