import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { leastDrainSeconds } from "../../../components/affinity/drainTime";

describe("leastDrainSeconds", () => {
  it("is the time of the controller's own settings and 2 s more, 5 s at least", () => {
    const found = Object.fromEntries(
      dialects
        .filter(({ podUpdates }) => podUpdates !== undefined)
        .map((dialect) => [dialect.id, leastDrainSeconds(dialect)]),
    );
    assert.deepEqual(found, {
      traefik: 5,
      "traefik-ingress-nginx": 5,
      "ingress-nginx": 6,
      "haproxy-ingress": 5,
      "haproxy-ingress-drain-support": 5,
      haproxytech: 7,
      contour: 5,
      kong: 5,
      "kong-enterprise": 5,
      "openshift-route": 7,
    });
  });

  it("is 5 s where the controller documents none, or is not known", () => {
    assert.equal(leastDrainSeconds(dialects.find(({ id }) => id === "gke-ingress")), 5);
    assert.equal(leastDrainSeconds(undefined), 5);
  });
});
