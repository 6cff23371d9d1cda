import { safeText } from "../cli/terminal/safeText";
import type { Terminal } from "../cli/terminal/terminal";
import type { RenderOptions } from "./command";
import { notesOf } from "./notes";
import { readStack } from "./readStack";
import { render, renderSecrets } from "./render";
import { writeFolder } from "./writeFolder";
import { toList, toStream } from "./yaml";

/**
 * Renders what the options ask for.
 *
 * @throws CommandError with a message for the user; nothing is written then
 */
export async function run(
  options: RenderOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const stack = await readStack(options.stack, options.cwd ?? process.cwd());
  const rendered = await render(stack);
  const text = options.output === "json" ? toList : toStream;
  if (options.secrets === true) {
    terminal.out(text(await renderSecrets(stack, rendered, signal)));
    return;
  }
  if (options.out === undefined) {
    terminal.out(text(rendered.objects));
  } else {
    const origin = `Stack ${stack.name} of ${stack.project.name}, by sticky render: changes here are lost.`;
    const { written, removed } = await writeFolder(options.out, rendered.objects, origin);
    terminal.err(`${options.out}: ${written.length} files written`);
    terminal.err(removed.length > 0 ? `, removed: ${removed.join(", ")}\n` : "\n");
  }
  for (const note of notesOf(rendered, stack.name)) {
    terminal.err(`\n${note.split("\n").map(safeText).join("\n")}\n`);
  }
}
