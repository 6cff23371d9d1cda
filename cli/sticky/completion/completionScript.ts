import { bashScript } from "./bash";
import type { CompletedCommand } from "./completedCommand";
import { fishScript } from "./fish";
import type { Shell } from "./shells";
import { zshScript } from "./zsh";

/** The script that a shell reads to complete `sticky`; it asks nothing of `sticky` when it runs. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      return zshScript(commands);
    case "fish":
      return fishScript(commands);
  }
}
