import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** Where the lab keeps its files, all outside the repository; absolute paths. */
export interface Folders {
  /** Everything below; `$STICKY_SESSION_HOME`, else `sticky-session` in the user's cache folder. */
  readonly root: string;
  /** Build outputs by the hash of their inputs; every clone of the repository shares them. */
  readonly cache: string;
  /** The one running lab: keys, etcd's data, logs, process ids. */
  readonly state: string;
  /** The lab's own kubeconfig; the user's is never touched. */
  readonly kubeconfig: string;
  /** One log file a process. */
  readonly logs: string;
  /** `PULUMI_HOME` of the lab; the user's `~/.pulumi` is never touched. */
  readonly pulumiHome: string;
  /** The folder behind the lab's `file://` backend. */
  readonly pulumiBackend: string;
  /** For `PULUMI_CONFIG_PASSPHRASE_FILE`. */
  readonly passphraseFile: string;
}

/** The folders that `environment` asks for. A variable that is empty counts as not set. */
export function foldersOf(environment: NodeJS.ProcessEnv): Folders {
  const root = environment.STICKY_SESSION_HOME
    ? resolve(environment.STICKY_SESSION_HOME)
    : join(userCache(environment), "sticky-session");
  const state = join(root, "lab");
  return {
    root,
    cache: join(root, "cache"),
    state,
    kubeconfig: join(state, "kubeconfig"),
    logs: join(state, "logs"),
    pulumiHome: join(state, "pulumi-home"),
    pulumiBackend: join(state, "pulumi-backend"),
    passphraseFile: join(state, "pulumi-passphrase"),
  };
}

/** The XDG base directory specification has a relative `XDG_CACHE_HOME` ignored. */
function userCache({ XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache");
}

/** The folders of this process. */
export const folders: Folders = foldersOf(process.env);
