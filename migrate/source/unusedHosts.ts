import { listAt, textAt } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";
import { type Item, itemAt } from "../item";

/** Says which hosts an Ingress names and leads nowhere from: they are in none of its sites. */
export function unusedHosts(source: Sourced): Item[] {
  const rules = listAt(source.object, "spec", "rules");
  const withoutPaths = rules.flatMap((rule, index) => {
    const host = textAt(rule, "host");
    return listAt(rule, "http", "paths").length > 0
      ? []
      : [
          itemAt(source, ["spec", "rules", index], {
            outcome: "not carried over",
            setting: "host",
            ...(host !== undefined && { value: host }),
            reason: "the rule has no paths, so that requests for it went to a default backend",
          }),
        ];
  });
  const hosts = rules.map((rule) => textAt(rule, "host"));
  const withoutRule = listAt(source.object, "spec", "tls").flatMap((entry, index) => {
    const unused = listAt(entry, "hosts").filter((host) => !hosts.includes(String(host)));
    return unused.length === 0
      ? []
      : [
          itemAt(source, ["spec", "tls", index], {
            outcome: "not carried over",
            setting: "tls.hosts",
            value: unused.join(", "),
            reason: "no rule of the Ingress has such a host",
          }),
        ];
  });
  return [...withoutPaths, ...withoutRule];
}
