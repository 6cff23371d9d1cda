// `npm run check`: what needs no test to be run, as many at a time as there are processors. The slowest
// comes first. Each one's output is shown when it ends, at the end of all where it failed; exit code 1 then.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const waiting = ["check:code", "format:check"];
const failures = [];

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
  const result = exitCode === 0 ? "passed" : "failed";
  const seconds = Math.round((Date.now() - started) / 1000);
  output.push(Buffer.from(`npm run ${script}: ${result} after ${seconds} s\n`));
  if (exitCode === 0) {
    process.stdout.write(Buffer.concat(output));
  } else {
    failures.push(...output);
    process.exitCode = 1;
  }
}

async function runWaiting() {
  for (let script = waiting.shift(); script; script = waiting.shift()) {
    await run(script);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
process.stdout.write(Buffer.concat(failures));
