/**
 * How many requests a second the verifier makes, against the tutorial's curl loop and ab, a load generator in C, on the
 * same target in the same run, with a new connection for each request on all sides; and what memory 100,000 take.
 */
import { execFileSync, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { parsed, parseUrl, wholeNumber } from "../verify/argumentParsers";
import { PodDirectory } from "../verify/cluster/podDirectory";
import { concurrently } from "../verify/http/concurrently";
import { parseResolveRule, type ResolveRule } from "../verify/http/connectOptions";
import { isAnswered } from "../verify/http/exchange";
import { Site } from "../verify/http/site";
import { Visitor } from "../verify/http/visitor";
import { helloIdentity } from "../verify/identity";
import { messageOf } from "../verify/message";
import { Recorder } from "../verify/recorder";
import { rangeOf } from "./range";

interface Options {
  readonly url?: URL;
  readonly resolve?: ResolveRule;
  readonly rounds: number;
  readonly requests: number;
  readonly clients: number;
}

const curlRequests = 120;
const verifierRequests = 10_000;

/** The least ratios that the project promises. */
const promisedRatio = { curl: 50, ab: 0.5 };

/** How much the heap may grow from 10,000 requests to all of them, in MiB. */
const promisedGrowth = 8;

const options = new Command("npm run bench:verify --")
  .description("Benchmark of the verifier. Exit code 1 where a promise is not kept.")
  .option(
    "--url <url>",
    "an application of the tutorial's image (default: a server of the bench's)",
    parseUrl,
  )
  .option(
    "--resolve <host:port:address>",
    "where to connect, as curl takes it",
    parsed(parseResolveRule),
  )
  .option("--rounds <number>", "how often both are measured, in turns", wholeNumber(1), 5)
  .option("--requests <number>", "requests of the memory test", wholeNumber(1), 100_000)
  .option("--clients <number>", "clients at once", wholeNumber(1), 32)
  .parse()
  .opts<Options>();

/** Requests per second of the tutorial's loop, with its cookie jar. */
function curlLoop(url: string): number {
  const folder = mkdtempSync(join(tmpdir(), "sticky-session-bench-"));
  const start = performance.now();
  const loop = `for i in $(seq ${curlRequests}); do curl -s "$@" -c jar -b jar "$0" | grep "Server name"; done`;
  const { host, port, address } = options.resolve ?? {};
  const rule = address === undefined ? [] : ["--resolve", `${host}:${port}:${address}`];
  const args = ["-c", loop, url, ...rule];
  const lines = execFileSync("bash", args, { cwd: folder, encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  const answered = lines.split("\n").filter((line) => line !== "").length;
  if (answered !== curlRequests) {
    throw new Error(`curl was answered ${answered} of ${curlRequests} times`);
  }
  return curlRequests / seconds;
}

/** Requests per second of ab with as many clients, which keep no cookies; undefined where there is none. */
function ab(url: string): number | undefined {
  const { host, port, address } = options.resolve ?? {};
  const { host: named, pathname, search } = new URL(url);
  const at = address === undefined ? url : `http://${address}:${port}${pathname}${search}`;
  const header = host === undefined ? [] : ["-H", `Host: ${named}`];
  const args = ["-q", "-n", String(verifierRequests), "-c", String(options.clients), ...header, at];
  const { error, status, stdout, stderr } = spawnSync("ab", args, { encoding: "utf8" });
  if (error !== undefined && "code" in error && error.code === "ENOENT") {
    return undefined;
  }
  const answered = /^Complete requests: +(\d+)$/m.exec(stdout)?.[1];
  const rate = /^Requests per second: +([\d.]+)/m.exec(stdout)?.[1];
  if (status !== 0 || rate === undefined || Number(answered) !== verifierRequests) {
    throw new Error(`ab failed: ${error?.message ?? `${stdout}${stderr}`}`);
  }
  return Number(rate);
}

/** How fast the verifier was. */
interface Speed {
  /** Requests per second. */
  readonly rate: number;
  /** The part of one processor that it took: far below 1 the target is the bound, or the machine. */
  readonly load: number;
}

/** The speed of the verifier's clients, each with a cookie jar. */
async function verifier(site: Site, requests: number, recorder: Recorder): Promise<Speed> {
  const send = await site.sender("new connections");
  const clients = Array.from({ length: options.clients }, (_, client) => {
    return new Visitor({
      ...{ send, cookieUrl: site.cookieUrl, cookieName: "hello" },
      onExchange: (exchange) => {
        recorder.record(client, exchange);
      },
    });
  });
  const each = Math.ceil(requests / options.clients);
  const start = performance.now();
  const usage = process.cpuUsage();
  await concurrently(options.clients, options.clients, async (client) => {
    for (let number = 0; number < each; number += 1) {
      const exchange = await clients[client]?.visit();
      if (!exchange || !isAnswered(exchange)) {
        throw new Error(`a request was lost: ${exchange?.lost ?? ""}`);
      }
    }
  });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(usage);
  return { rate: (each * options.clients) / seconds, load: (user + system) / 1e6 / seconds };
}

function heapMebibytes(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Starts the bench's own target; it ends with this process. */
async function ownTarget(): Promise<string> {
  const target = fork(join(__dirname, "target.js"));
  const [port] = (await once(target, "message")) as [number];
  // Neither is waited for in the end.
  target.unref();
  target.channel?.unref();
  return `http://127.0.0.1:${port}/`;
}

async function main(): Promise<boolean> {
  const url = options.url?.href ?? (await ownTarget());
  const site = new Site({
    ...{ url: new URL(url), identity: helloIdentity },
    ...(options.resolve && { resolve: [options.resolve] }),
    signal: new AbortController().signal,
  });
  const recorder = (): Recorder => new Recorder(new PodDirectory());
  // The first requests compile what the others run.
  await verifier(site, verifierRequests, recorder());
  const ratios: number[] = [];
  const ratiosToAb: number[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const curl = curlLoop(url);
    const { rate, load } = await verifier(site, verifierRequests, recorder());
    ratios.push(rate / curl);
    const generated = ab(url);
    ratiosToAb.push(...(generated === undefined ? [] : [rate / generated]));
    process.stdout.write(
      `round ${round}: curl loop ${curl.toFixed(1)}/s, ${generated === undefined ? "" : `ab ${generated.toFixed(0)}/s, `}verifier ${rate.toFixed(0)}/s with ${(load * 100).toFixed(0)} % of a processor: ${(rate / curl).toFixed(1)} times the loop\n`,
    );
  }
  const ratio = rangeOf(ratios).median;
  process.stdout.write(
    `median: ${ratio.toFixed(1)} times the curl loop (promised: ${promisedRatio.curl})\n`,
  );
  const ratioToAb = ratiosToAb.length > 0 ? rangeOf(ratiosToAb).median : undefined;
  process.stdout.write(
    ratioToAb === undefined
      ? "not compared with a load generator in C: there is no ab (apt-get install apache2-utils)\n"
      : `median: ${ratioToAb.toFixed(2)} times ab (promised: ${promisedRatio.ab})\n`,
  );

  const kept = recorder();
  const first = Math.min(10_000, options.requests);
  await verifier(site, first, kept);
  const before = heapMebibytes();
  const { rate } = await verifier(site, options.requests - first, kept);
  const after = heapMebibytes();
  process.stdout.write(
    `memory: ${before.toFixed(1)} MiB of heap after ${first.toLocaleString("en")} requests, ${after.toFixed(1)} MiB after ${options.requests.toLocaleString("en")} (${rate.toFixed(0)}/s); allowed growth: ${promisedGrowth} MiB\n`,
  );
  await site.close();
  return (
    ratio >= promisedRatio.curl &&
    (ratioToAb ?? Infinity) >= promisedRatio.ab &&
    after - before <= promisedGrowth
  );
}

void main().then(
  (kept) => {
    process.exitCode = kept ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = 1;
  },
);
