/** What the command line reads and writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width of the terminal on stdout; undefined where it is none. */
  readonly width?: number;
  /** Whether colours are wanted where the user does not say. */
  readonly outColored: boolean;
  readonly errColored: boolean;
  /** Asks a person for a yes; undefined where there is nobody to ask. */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<boolean>;
}
