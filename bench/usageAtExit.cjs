// With it a process says at its end, as JSON to its file descriptor 3, what it took.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeSync(
    3,
    JSON.stringify({ processorSeconds: (user + system) / 1e6, mebibytes: maxRSS / 1024 }),
  );
});
