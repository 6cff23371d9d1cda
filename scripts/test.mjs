// `npm test`: what has to hold on any machine, as many at a time as there are processors. The slowest
// comes first. Each one's output is shown when it ends; exit code 1 when one of them failed.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const waiting = ["check", "test:unit", "format:check"];

async function run(script) {
  const started = Date.now();
  const child = spawn("npm", ["run", "-s", script], { stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => output.push(data));
  }
  const exitCode = await new Promise((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  process.stdout.write(Buffer.concat(output));
  const result = exitCode === 0 ? "passed" : "failed";
  console.log(`npm run ${script}: ${result} after ${Math.round((Date.now() - started) / 1000)} s`);
  if (exitCode !== 0) {
    process.exitCode = 1;
  }
}

async function runWaiting() {
  for (let script = waiting.shift(); script; script = waiting.shift()) {
    await run(script);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
