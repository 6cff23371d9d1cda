/**
 * What matches a path with all below it and nothing beside it, for controllers whose prefixes don't end at a
 * `/`: `/app` matches `/apples` for them (Contour, internal/dag/dag.go; Istio, VirtualService `uri.prefix`).
 */
export function pathMatches(path: string): ({ exact: string } | { prefix: string })[] {
  const base = path.replace(/\/+$/, "");
  return base === "" ? [{ prefix: "/" }] : [{ exact: base }, { prefix: `${base}/` }];
}
