import type { Dialect } from "../../components/affinity/dialect";
import type { Sourced } from "../../manifests/sourced";
import type { HostTls } from "./tlsByHost";

/** What is read beside an Ingress or a Route. */
export interface Beside {
  readonly dialect: Dialect;
  /** The Services of its namespace. */
  readonly services: readonly Sourced[];
  /** The TLS that an Ingress has for every Ingress of the host. @default - each says its own */
  readonly tlsByHost?: ReadonlyMap<string, HostTls>;
  /** The hosts whose paths are regular expressions. @default - each Ingress says its own */
  readonly patternHosts?: ReadonlySet<string>;
}
