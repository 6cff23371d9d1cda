import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { read } from "../../../components/affinity/read";
import { isLost } from "../../../migrate/item";
import { migrated, nginx, said, sticky, targets } from "./migrated";

/** The attributes as ingress-nginx's annotations, and as the description has them. */
const everything: Readonly<Record<string, string>> = {
  [`${nginx}/session-cookie-name`]: "route",
  [`${nginx}/session-cookie-max-age`]: "3600",
  [`${nginx}/session-cookie-path`]: "/",
  [`${nginx}/session-cookie-domain`]: "example.com",
  [`${nginx}/session-cookie-samesite`]: "Lax",
  [`${nginx}/session-cookie-secure`]: "true",
};
const asked: SessionCookie = {
  name: "route",
  maxAgeSeconds: 3600,
  path: "/",
  domain: "example.com",
  sameSite: "Lax",
  secure: true,
  httpOnly: true,
};
const annotationOf: Readonly<Record<string, string>> = {
  name: "session-cookie-name",
  maxAgeSeconds: "session-cookie-max-age",
  path: "session-cookie-path",
  domain: "session-cookie-domain",
  sameSite: "session-cookie-samesite",
  secure: "session-cookie-secure",
};

const tls = `  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { name: http } } }
`;

describe("every target", () => {
  it("is one of all the dialects", () => {
    assert.ok(targets.length >= 19);
  });

  for (const target of targets) {
    const { id } = target;

    it(`${id} reads back what was written, and what it does not read back is in the report`, async () => {
      const report = await migrated(sticky(everything, tls), id);
      const reading = read(target, report.objects);
      assert.deepEqual(reading?.exposure.host, "shop.example.com");
      assert.ok(reading.affinity, "nothing is sticky");
      for (const [setting, value] of Object.entries(asked)) {
        const now = (reading.affinity.cookie as Record<string, unknown>)[setting];
        if (now !== value) {
          const name = annotationOf[setting];
          const of = name === undefined ? `cookie ${setting}` : `${nginx}/${name}`;
          assert.ok(
            report.items.some((item) => item.setting === of),
            `${setting} is ${String(now)}, and nothing is said of it`,
          );
        }
      }
    });

    it(`${id} keeps what is not sticky as it is`, async () => {
      const yaml = sticky(everything, tls).replace(`"${nginx}/affinity":"cookie",`, "");
      const report = await migrated(yaml, id);
      assert.equal(read(target, report.objects)?.affinity, undefined);
      assert.equal(read(target, report.objects)?.exposure.host, "shop.example.com");
      assert.deepEqual(report.users, ["Nothing was sticky, and nothing is: users notice nothing."]);
    });

    it(`${id} says nothing of a bare cookie but what it changes`, async () => {
      const report = await migrated(sticky(), id);
      if (target.noPlainHttp !== undefined) {
        assert.deepEqual(said(report, "not carried over"), ["13 tls.termination: none"]);
        return;
      }
      assert.deepEqual(said(report, "not carried over"), []);
      assert.deepEqual(report.items.filter(isLost), []);
      const { affinity } = read(target, report.objects) ?? {};
      assert.ok(affinity);
    });
  }
});
