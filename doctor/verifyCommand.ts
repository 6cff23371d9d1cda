import { shellWord } from "../components/affinity/shellWord";
import { visitable } from "../components/affinity/exposure";
import type { Subject } from "./model/subject";

/** The command that shows on the live system whether a path's clients stay; `undefined` for one without a host. */
export function verifyCommand(
  { host, path, tls, backend, dialect, controller }: Subject,
  defaultNamespace: string,
): string | undefined {
  if (host === "") {
    return undefined;
  }
  const url = `${tls === "none" ? "http" : "https"}://${visitable(host)}${path.startsWith("/") ? path : "/"}`;
  const namespace = backend.namespace === "" ? defaultNamespace : backend.namespace;
  return [
    ...["sticky", "verify", "--url", shellWord(url)],
    ...["--service", shellWord(`${namespace}/${backend.name}`)],
    ...(dialect && controller?.knownBy === "option" ? ["--controller", dialect.id] : []),
  ].join(" ");
}
