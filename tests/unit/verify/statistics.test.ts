import assert from "node:assert/strict";
import { Samples } from "../../../verify/samples";
import {
  chiSquare,
  clientsForEveryPod,
  clientsThatShowHashing,
  conclusiveRequests,
} from "../../../verify/statistics";

describe("statistics of the verifier", () => {
  for (const [pods, requests] of [
    [2, 21],
    [3, 14],
    [5, 10],
    [10, 8],
  ] as const) {
    it(`needs ${requests} requests for ${pods} pods`, () => {
      assert.equal(conclusiveRequests(pods), requests);
    });
  }

  it("has no number of requests for one pod", () => {
    assert.throws(() => conclusiveRequests(1), /at least 2/);
  });

  it("needs more for a higher confidence", () => {
    assert.equal(conclusiveRequests(3, 1e-9), 20);
    assert.equal(new Samples(0.999999999).requests(3), 20);
  });

  it("takes two pods where their number is not known, and 8 requests at least", () => {
    const samples = new Samples(0.999999);
    assert.equal(samples.requests(), 21);
    assert.equal(samples.requests(100), 8);
    assert.equal(samples.chance(3), "1 in 1,594,323");
  });

  it("counts the clients of whom each pod gets one", () => {
    assert.equal(clientsForEveryPod(3, 1e-6), 37);
    const missed = (clients: number) => 3 * (2 / 3) ** clients;
    assert.ok(missed(37) < 1e-6 && missed(36) >= 1e-6);
  });

  it("counts the clients of whom one moves when a pod is added to a ring", () => {
    const clients = clientsThatShowHashing(3, 1e-6);
    assert.ok((3 / 4) ** clients < 1e-6 && (3 / 4) ** (clients - 1) >= 1e-6);
  });

  // Values of the chi-square distribution from NIST's e-Handbook, section 1.3.6.7.4.
  for (const [degreesOfFreedom, statistic, chance] of [
    [1, 3.841, 0.05],
    [2, 5.991, 0.05],
    [3, 16.266, 0.001],
    [4, 13.277, 0.01],
    [9, 21.666, 0.01],
    [10, 29.588, 0.001],
  ] as const) {
    it(`finds chi-square ${statistic} with ${degreesOfFreedom} degrees of freedom at ${chance}`, () => {
      // Counts around 1,000,000 with just this statistic.
      const expected = 1e6;
      const counts = new Array<number>(degreesOfFreedom + 1).fill(expected);
      const shift = Math.sqrt((statistic * expected) / 2);
      counts[0] = expected + shift;
      counts[1] = expected - shift;
      const found = chiSquare(counts);
      assert.ok(Math.abs(found.statistic - statistic) < 1e-6);
      assert.equal(found.degreesOfFreedom, degreesOfFreedom);
      assert.ok(Math.abs(found.chance - chance) < chance / 1000 + 2e-6, String(found.chance));
    });
  }

  // erfc to 17 digits by the C library's erfc. With one degree of freedom the chance is erfc(sqrt(statistic / 2)).
  for (const [x, erfc] of [
    [0.1, 0.8875370839817152],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [1.5, 0.033894853524689274],
    [1.9999, 0.004679802092970608],
    [2, 0.004677734981047265],
    [2.0001, 0.0046756686958033394],
    [2.5, 0.0004069520174449589],
    [3, 2.2090496998585438e-5],
    [4, 1.541725790028002e-8],
    [5, 1.5374597944280351e-12],
    [6, 2.1519736712498916e-17],
  ] as const) {
    it(`knows erfc(${x}) to twelve digits`, () => {
      // Counts a + d and a - d have the statistic 2 d^2 / a, which is to be 2 x^2.
      const a = 1e6;
      const { chance } = chiSquare([a + x * Math.sqrt(a), a - x * Math.sqrt(a)]);
      // Below 2 the series gives differences to 1.
      const error = Math.abs(chance - erfc);
      assert.ok(error < Math.max(erfc * 1e-12, 1e-15) || error / erfc < 1e-12, String(chance));
    });
  }

  it("finds no chance in a spread that is uneven, and every chance in one that is even", () => {
    assert.ok(chiSquare([1000, 0, 0]).chance < 1e-100);
    assert.equal(chiSquare([7, 7, 7]).chance, 1);
    assert.ok(chiSquare([12, 13, 12]).chance > 0.9);
  });
});
