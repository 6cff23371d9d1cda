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
  /** What it calls itself to its controller. */
  readonly cluster: string;
  /**
   * A shell command that makes the configuration that it starts with, the file `$2` in the folder `$3`, by the controller `$1`:
   * it says where the controller is, and the rest comes from there.
   */
  readonly bootstrap: string;
  /** Answers with status 200 when it has what it has to serve: a listener that its controller tells it of. */
  readonly readiness: string;
}

/** The Envoy that serves what a controller tells it. */
export function envoy(own: Envoy): Service {
  const { name, http, https, cluster, bootstrap, readiness } = own;
  const folder = join(stateFiles.configuration, name);
  const file = join(folder, "envoy.json");
  // The shell stays: Envoy ends with the process that has started it.
  const start = `${bootstrap} && "$4" --config-path "$2" \
--service-cluster ${cluster} --service-node envoy --concurrency 2 --use-dynamic-base-id --log-level warning; exit $?`;
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
      };
    },
    missing: () => missingAt(readiness),
  });
}
