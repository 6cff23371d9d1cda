import { join } from "node:path";

import { hostPort, type Listener } from "../network/network";
import { missingAt } from "../network/request";
import type { EnvoyController, Programs } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { type Command, processService } from "./processService";
import type { OnPlatform } from "../platform";
import type { Service } from "./service";

/** What the Envoy of one controller has of its own. */
export interface Envoy extends OnPlatform {
  readonly name: string;
  readonly describe: string;
  readonly needs: readonly string[];
  readonly http: Listener;
  readonly https: Listener;
  readonly programs: (programs: Programs) => EnvoyController;
  /** The name of its cluster, which it calls itself to its controller. */
  readonly cluster: string;
  /** Its own name to its controller. `@default` envoy */
  readonly node?: string;
  /** The configuration that it starts with, which says where its controller is; the rest comes from there. */
  readonly bootstrap: Bootstrap;
  /** Answers with status 200 when it has what it has to serve: a listener that its controller tells it of. */
  readonly readiness: string;
}

/** A configuration that is written here, or a shell command that makes the file `$2` in the folder `$3` by the controller `$1`. */
export type Bootstrap = { readonly content: string } | { readonly made: string };

/** The folder of an Envoy's own files; absolute path. */
export function envoyFolder({ name }: Pick<Envoy, "name">): string {
  return join(stateFiles.configuration, name);
}

/** The Envoy that serves what a controller tells it. */
export function envoy(own: Envoy): Service {
  const { name, http, https, cluster, node = "envoy", bootstrap, readiness } = own;
  const folder = envoyFolder(own);
  const file = join(folder, "envoy.json");
  const isMade = "made" in bootstrap;
  // The shell stays: Envoy ends with the process that has started it.
  const start = `${isMade ? `${bootstrap.made} && ` : ""}"$4" --config-path "$2" \
--service-cluster ${cluster} --service-node ${node} --concurrency 2 --use-dynamic-base-id --log-level warning; exit $?`;
  return processService({
    ...own,
    address: `${hostPort(http)}, ${hostPort(https)}`,
    version: ({ versions }) => versions.envoy,
    command: (programs): Command => {
      const { controller, envoy: program } = own.programs(programs);
      return {
        program: "/bin/sh",
        args: ["-c", start, name, controller, file, folder, program],
        folders: [folder],
        ...(!isMade && { files: { [file]: bootstrap.content } }),
      };
    },
    missing: () => missingAt(readiness),
  });
}
