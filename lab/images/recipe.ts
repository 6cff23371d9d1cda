import type { Report } from "../progress/report";

/** One image: what it is called, and how its containers are run. */
export interface ImageConfig {
  /** Full name with registry and tag, as a pod names it once it is normalised. */
  readonly reference: string;
  /** Numeric, since the kubelet cannot tell whether a name is root: `101` or `101:101`. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  /** Variables beside `PATH`. `@default` none */
  readonly environment?: Readonly<Record<string, string>>;
  /** `@default` none */
  readonly ports?: readonly number[];
  /** The signal that asks the process to end. `@default` SIGTERM */
  readonly stopSignal?: string;
  /** `@default` none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One entry of an image's root file system; all belong to root. */
export type ImageEntry =
  | { readonly path: string; readonly kind: "folder"; readonly mode: number }
  | { readonly path: string; readonly kind: "link"; readonly target: string }
  | {
      readonly path: string;
      readonly kind: "file";
      readonly mode: number;
      /** The file on this machine that has the content; absolute path. */
      readonly source: string;
    };

/** How images that share one root file system are made. */
export interface ImageRecipe {
  /** The first one is the one to use. */
  readonly images: readonly [ImageConfig, ...ImageConfig[]];
  /**
   * Makes what the root file system consists of; folders above an entry need no entry of their
   * own. Paths are relative to the root.
   */
  readonly files: (report: Report) => Promise<readonly ImageEntry[]>;
}
