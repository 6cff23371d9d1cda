import fc from "fast-check";
import type { SessionCookie } from "../../../components/affinity/affinity";
import type { Exposure } from "../../../components/affinity/exposure";

export const http: Exposure = { host: "hello.example.com", path: "/app", tls: "none" };
export const https: Exposure = { ...http, tls: "edge" };

/** Values of every setting that differ from each other and are right as such. */
export const samples: {
  readonly [Name in keyof SessionCookie]-?: readonly Required<SessionCookie>[Name][];
} = {
  name: ["shop", "Cart_2"],
  maxAgeSeconds: [60, 3600],
  path: ["/", "/app"],
  domain: ["example.com", "hello.example.com"],
  sameSite: ["Strict", "Lax", "None"],
  secure: [true, false],
  httpOnly: [true, false],
};

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
