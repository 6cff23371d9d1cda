import { Listr, ListrLogger, ProcessOutput } from "listr2";
import pc from "picocolors";

import type { Observer } from "./steps";

/** What a line of the list shows. */
interface Shown {
  title: string;
  output: string;
}

/** One line of the list; its promise ends with its step. */
class Line {
  shown: Shown;
  readonly done: Promise<void>;
  succeed!: () => void;
  fail!: (error: Error) => void;

  constructor(name: string) {
    this.shown = { title: pc.dim(name), output: "" };
    this.done = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
  }
}

/** Progress for a terminal: a list on stderr, one line a step. */
export function listProgress(names: readonly string[]): Observer {
  const lines = new Map(names.map((name) => [name, new Line(name)]));
  const list = new Listr(
    [...lines].map(([name, line]) => ({
      title: pc.dim(name),
      task: async (_, task) => {
        // From here on the list shows what was set before, and what is set later.
        line.shown = Object.assign(task, line.shown);
        await line.done;
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      // An interruption is the lab's to handle: it has processes to end.
      registerSignalListeners: false,
      fallbackRendererCondition: false,
      renderer: "default",
      rendererOptions: {
        logger: new ListrLogger({
          useIcons: true,
          processOutput: new ProcessOutput(process.stderr, process.stderr),
        }),
      },
    },
  );
  const running = list.run();

  /** Does something with a line, if there is one of that name. */
  function withLine(name: string, change: (line: Line) => void): void {
    const line = lines.get(name);
    if (line) {
      change(line);
    }
  }

  return {
    started(name) {
      withLine(name, ({ shown }) => {
        shown.title = name;
      });
    },
    said(name, message) {
      withLine(name, ({ shown }) => {
        shown.output = message;
      });
    },
    finished(name, seconds) {
      withLine(name, ({ shown, succeed }) => {
        shown.title = `${name} ${pc.dim(`${seconds.toFixed(1)} s`)}`;
        succeed();
      });
    },
    failed(name, seconds) {
      withLine(name, ({ fail }) => {
        // What is wrong, in full, is told below the list.
        fail(new Error(`${name} ${pc.dim(`${seconds.toFixed(1)} s`)}`));
      });
    },
    abandoned(name) {
      withLine(name, ({ fail }) => {
        fail(new Error(`${name} abandoned`));
      });
    },
    async end() {
      for (const [name, { fail }] of lines) {
        fail(new Error(`${name} not started`));
      }
      await running;
    },
  };
}
