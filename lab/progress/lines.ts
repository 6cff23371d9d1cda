import type { Observer } from "./steps";

const heartbeatMilliseconds = 15_000;

/** Progress for a file or a pipe: a line for each start and end, and a sign of life in between. */
export function linesProgress(print: (line: string) => void): Observer {
  const running = new Map<string, { since: number; message: string }>();
  const heartbeat = setInterval(() => {
    for (const [name, { since, message }] of running) {
      const seconds = (performance.now() - since) / 1000;
      print(`… ${name} ${seconds.toFixed(0)} s${message ? `: ${message}` : ""}`);
    }
  }, heartbeatMilliseconds);

  return {
    started(name) {
      running.set(name, { since: performance.now(), message: "" });
      print(`• ${name}`);
    },
    said(name, message) {
      const step = running.get(name);
      if (step) {
        step.message = message;
      }
    },
    finished(name, seconds) {
      running.delete(name);
      print(`✓ ${name} ${seconds.toFixed(1)} s`);
    },
    failed(name, seconds) {
      running.delete(name);
      print(`✗ ${name} ${seconds.toFixed(1)} s`);
    },
    abandoned(name) {
      running.delete(name);
      print(`- ${name} abandoned`);
    },
    end() {
      clearInterval(heartbeat);
      return Promise.resolve();
    },
  };
}
