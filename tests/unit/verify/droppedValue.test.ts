import assert from "node:assert/strict";
import { findDialect } from "../../../components/affinity/dialects";
import type { Metadata } from "../../../components/affinity/objects";
import { droppedService, droppedValue } from "../../../verify/diagnosis/droppedValue";
import { takenValues } from "../../../components/affinity/takenValues";
import { translations } from "../affinity/translations";
import { evidenceOf } from "./evidence";

const nginx = "nginx.ingress.kubernetes.io";
const traefik = "traefik.ingress.kubernetes.io/service.sticky";
const azure = "appgw.ingress.kubernetes.io";

const lifetimes = { takes: ["3600", "0", "-1", "007", ""], drops: ["1h", "3600 s"] };
const bools = { takes: ["true", "T", "0", "False"], drops: ["yes", "tRUE", " true"] };

/** What each controller's own check takes and drops, both sides of each boundary. */
const cases: readonly {
  readonly id: string;
  readonly key: string;
  readonly takes: readonly string[];
  readonly drops: readonly string[];
  readonly otherwise: RegExp;
}[] = [
  {
    ...{ id: "ingress-nginx", key: `${nginx}/affinity` },
    ...{ takes: ["cookie", " cookie\n", ""], drops: ["Cookie", "true"] },
    otherwise: /ingress-nginx drops the value and has no affinity: correct it\.$/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/affinity-mode` },
    ...{ takes: ["persistent", "balanced "], drops: ["Persistent", "sticky"] },
    otherwise: /hashes as with balanced/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-name` },
    ...{ takes: ["a-b.c_d~e/f:9", "my cookie"], drops: ["a@b", "a=b", "a,b", "é"] },
    otherwise: /calls the cookie INGRESSCOOKIE/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-path` },
    ...{ takes: ["/a-b.c_d~e:9", "/a?b=c&d,e"], drops: ["/@me", "/a+b", "/a%20b", "/(a)"] },
    otherwise: /the path of the Ingress's rule/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-domain` },
    ...{ takes: [".example.com"], drops: ["*.example.com"] },
    otherwise: /leaves Domain out/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-max-age`, ...lifetimes },
    otherwise: /leaves Max-Age out/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-expires`, ...lifetimes },
    otherwise: /leaves Expires out/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-samesite` },
    ...{ takes: ["Lax", "STRICT", "none", ""], drops: ["Loose", "lax;"] },
    otherwise: /leaves SameSite out/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-secure`, ...bools },
    otherwise: /goes on as with false/,
  },
  {
    ...{ id: "ingress-nginx", key: `${nginx}/session-cookie-change-on-failure`, ...bools },
    otherwise: /goes on as with false/,
  },
  {
    ...{
      id: "traefik",
      key: traefik,
      takes: ["true", "TRUE", ""],
      drops: ["false", "1", "cookie"],
    },
    otherwise: /Traefik drops the value and has no affinity: correct it\.$/,
  },
  {
    ...{ id: "traefik", key: `${traefik}.cookie` },
    ...{ takes: ["true", "True", ""], drops: ["false", "yes", "hello"] },
    otherwise: /has no affinity/,
  },
  {
    ...{ id: "traefik", key: `${traefik}.cookie.secure` },
    ...{ takes: bools.takes, drops: [...bools.drops, ""] },
    otherwise: /leaves the whole Service out, with an error in its log/,
  },
  {
    ...{ id: "traefik", key: `${traefik}.cookie.httponly` },
    ...{ takes: bools.takes, drops: [...bools.drops, ""] },
    otherwise: /leaves the whole Service out/,
  },
  {
    ...{ id: "traefik", key: `${traefik}.cookie.maxage` },
    ...{ takes: ["3600", "-1", "0"], drops: ["1h", "3600s", ""] },
    otherwise: /leaves the whole Service out/,
  },
  {
    ...{ id: "traefik", key: `${traefik}.cookie.samesite` },
    ...{ takes: ["lax", "Lax", ""], drops: ["loose"] },
    otherwise: /leaves SameSite out/,
  },
  {
    ...{ id: "traefik-ingress-nginx", key: `${nginx}/session-cookie-max-age` },
    ...{ takes: ["3600", "-1"], drops: ["1h"] },
    otherwise: /leaves Max-Age out/,
  },
  {
    ...{ id: "openshift-route", key: "router.openshift.io/cookie_name" },
    ...{ takes: ["hello-1_A", ""], drops: ["hello.1", "hello world"] },
    otherwise: /as it does without/,
  },
  {
    ...{ id: "openshift-route", key: "router.openshift.io/cookie-same-site" },
    ...{ takes: ["Lax", "Strict", "None", ""], drops: ["lax", "Lax "] },
    otherwise: /sets SameSite=None/,
  },
  {
    ...{ id: "haproxy-ingress", key: "haproxy-ingress.github.io/affinity" },
    ...{ takes: ["cookie"], drops: ["Cookie", "cookie ", ""] },
    otherwise: /has no affinity/,
  },
  {
    ...{ id: "haproxy-ingress-drain-support", key: "haproxy-ingress.github.io/affinity" },
    ...{ takes: ["cookie"], drops: ["true"] },
    otherwise: /has no affinity/,
  },
  {
    ...{ id: "azure-application-gateway", key: `${azure}/cookie-based-affinity` },
    ...{ takes: ["true", "TRUE"], drops: ["yes", ""] },
    otherwise: /has no affinity/,
  },
  {
    ...{ id: "azure-application-gateway", key: `${azure}/cookie-based-affinity-distinct-name` },
    ...{ takes: ["true"], drops: ["on"] },
    otherwise: /calls the cookie ApplicationGatewayAffinity/,
  },
];

describe("a value that the controller does not take", () => {
  for (const { id, key, takes, drops, otherwise } of cases) {
    const said = (value: string) => droppedValue(evidenceOf(id, { annotations: { [key]: value } }));

    it(`is named, and what becomes of it: ${id}, ${key}`, () => {
      for (const value of drops) {
        const sentence = said(value) ?? "";
        assert.ok(
          sentence.includes(
            ` hello has the annotation ${key}: ${JSON.stringify(value)}, allowed: `,
          ),
          `${JSON.stringify(value)}: ${sentence}`,
        );
        assert.match(sentence, otherwise);
      }
    });

    it(`is not one that it takes: ${id}, ${key}`, () => {
      for (const value of takes) {
        assert.equal(said(value), undefined, JSON.stringify(value));
      }
    });
  }

  it("is none that this project writes", () => {
    const looked = translations.flatMap(([id, , objects]) => {
      const on = findDialect(id)?.target.on;
      const { annotations } =
        on === undefined ? {} : ((objects as Record<string, Metadata>)[on] ?? {});
      if (annotations === undefined) {
        return [];
      }
      const values = annotations as Readonly<Record<string, string>>;
      assert.equal(droppedValue(evidenceOf(id, { annotations: values })), undefined, id);
      return [id];
    });
    for (const id of Object.keys(takenValues)) {
      assert.ok(looked.includes(id), id);
    }
  });

  it("is looked for on the object that the controller reads alone", () => {
    const annotations = { [`${traefik}.cookie`]: "no" };
    assert.equal(droppedValue(evidenceOf("traefik", { annotations, on: "ingress" })), undefined);
  });

  it("is why nothing is served with Traefik alone, and there not for each", () => {
    const said = (id: string, annotations: Record<string, string>) =>
      droppedService(evidenceOf(id, { annotations }));
    assert.match(said("traefik", { [`${traefik}.cookie.secure`]: "yes" }) ?? "", /whole Service/);
    assert.equal(said("traefik", { [`${traefik}.cookie`]: "yes" }), undefined);
    assert.equal(said("ingress-nginx", { [`${nginx}/affinity`]: "Cookie" }), undefined);
  });
});
