import assert from "node:assert/strict";
import { isLost } from "../../../migrate/item";
import { charts } from "./charts/charts";
import { migrated, nginx, targets } from "./migrated";

/** What each controller that the lab runs cannot have of a chart, as `ANNOTATION or field`. */
const lost: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  traefik: {
    keycloak: ["redirect to https", `${nginx}/proxy-buffer-size`],
    grafana: [],
    nextcloud: [
      "proxy-body-size",
      "proxy-read-timeout",
      "enable-cors",
      "cors-allow-headers",
      "server-snippet",
    ].map((name) => `${nginx}/${name}`),
    jenkins: [`${nginx}/whitelist-source-range`],
    shop: [],
  },
  "haproxy-ingress": {
    keycloak: [`${nginx}/proxy-buffer-size`],
    grafana: [],
    nextcloud: [`${nginx}/server-snippet`],
    jenkins: [`${nginx}/session-cookie-path`],
    shop: [],
  },
  "openshift-route": {
    keycloak: ["cert-manager.io/cluster-issuer", `${nginx}/proxy-buffer-size`],
    grafana: [`${nginx}/session-cookie-max-age`],
    nextcloud: [
      `${nginx}/session-cookie-max-age`,
      ...["proxy-body-size", "enable-cors", "cors-allow-headers", "server-snippet"].map(
        (name) => `${nginx}/${name}`,
      ),
    ],
    jenkins: [`${nginx}/session-cookie-path`],
    shop: [],
  },
};

describe("charts of ingress-nginx", () => {
  for (const [id, byChart] of Object.entries(lost)) {
    for (const [chart, expected] of Object.entries(byChart)) {
      it(`${chart} loses just this with ${id}: ${expected.join(", ") || "nothing"}`, async () => {
        const report = await migrated(charts[chart] ?? "", id);
        assert.deepEqual(
          [...new Set(report.items.filter(isLost).map(({ setting }) => setting))].sort(),
          [...expected].sort(),
        );
        assert.ok(report.objects.length > 0);
      });
    }
  }

  for (const { id } of targets) {
    it(`come out without an object twice, each in its namespace: ${id}`, async () => {
      for (const chart of Object.values(charts)) {
        const { objects } = await migrated(chart, id, { isLive: true });
        const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name ?? ""}`);
        assert.deepEqual([...new Set(names)], names);
        assert.ok(objects.every(({ metadata }) => metadata.namespace !== undefined));
      }
    });
  }
});
