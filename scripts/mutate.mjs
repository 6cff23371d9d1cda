// `npm run test:mutation [-- PART ...]`: changes the code in small ways and counts the changes that its unit
// tests notice. Without a part all of them, one after the other; what a file's last run found is not run again.
import { spawnSync } from "node:child_process";

/** What is changed, and the unit tests that have to notice it. */
const parts = {
  affinity: {
    mutate: "components/affinity/**/*.ts",
    tests: ["tests/unit/affinity/*.test.ts"],
  },
  workload: {
    mutate: "components/workload/*.ts",
    tests: ["tests/unit/{workload,drain}*.test.ts", "tests/unit/stickyApp/*.test.ts"],
  },
  checks: {
    mutate: "verify/checks/*.ts",
    tests: [
      "tests/unit/verify/{certificate,checks,cookieNotKept,cookieOpaque,droppedValue}.test.ts",
      "tests/unit/verify/{failures,freshConnections,otherHosts,ownObjects,serving}.test.ts",
      "tests/unit/verify/{setCookieLines,statuses,turnedOff,visitsOverTime}.test.ts",
      "tests/unit/verify/matrix/*.test.ts",
    ],
  },
  statistics: {
    mutate: "verify/statistics.ts",
    tests: ["tests/unit/verify/statistics*.test.ts"],
  },
};

const chosen = process.argv.slice(2);
const requests = chosen.length > 0 ? chosen : Object.keys(parts);
for (const request of requests) {
  const [name, file] = request.split(":");
  const part = parts[name];
  if (!part) {
    console.error(
      `${request} is no part: use ${Object.keys(parts).join(", ")}, or PART:FILE for one file of it.\n` +
        "For example: npm run test:mutation -- affinity:components/affinity/collision.ts",
    );
    process.exit(2);
  }
  console.log(`== ${request}`);
  const { status } = spawnSync(
    process.execPath,
    [
      "tests/mutation/node_modules/@stryker-mutator/core/bin/stryker.js",
      ...["run", "tests/mutation/stryker.config.mjs", "--mutate", file ?? part.mutate],
      ...["--incrementalFile", `node_modules/.cache/stryker/${name}.json`],
    ],
    { stdio: "inherit", env: { ...process.env, MUTATION_TESTS: JSON.stringify(part.tests) } },
  );
  if (status !== 0) {
    process.exitCode = status ?? 1;
  }
}
