import { visitable } from "../../components/affinity/exposure";
import { loopbackLookup } from "../../verify/http/loopbackLookup";
import type { Subject } from "../model/subject";

/** How long an answer may take, in milliseconds. */
const timeout = 5_000;

/** How many are asked at once. */
const atOnce = 8;

/** Asks each path once, as a client without a cookie; one that does not answer is left out. */
export async function askOnce(
  subjects: readonly Subject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Subject, readonly string[]>> {
  const { fetch, Agent } = await import("undici");
  // Whether a certificate can be trusted is the verifier's question.
  const dispatcher = new Agent({
    connect: { rejectUnauthorized: false, lookup: loopbackLookup },
  });
  const answers = new Map<Subject, readonly string[]>();
  const waiting = subjects.filter(({ host, tls }) => host !== "" && tls !== "passthrough");
  const ask = async (): Promise<void> => {
    for (let subject = waiting.pop(); subject !== undefined; subject = waiting.pop()) {
      signal.throwIfAborted();
      const { host, path, tls } = subject;
      try {
        const response = await fetch(
          new URL(path, `${tls === "none" ? "http" : "https"}://${visitable(host)}/`),
          {
            ...{ redirect: "manual", dispatcher },
            signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
          },
        );
        await response.body?.cancel();
        answers.set(
          subject,
          response.headers.getSetCookie().map((line) => (line.split("=")[0] ?? "").trim()),
        );
      } catch {
        signal.throwIfAborted();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, ask));
  } finally {
    await dispatcher.destroy();
  }
  return answers;
}
