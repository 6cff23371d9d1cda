/** A route as `ip -json route show table all` shows it, as far as it is read. */
export interface Route {
  readonly dst: string;
  readonly dev?: string;
}

/** The first route that leads a part of `subnet` elsewhere than to the interface `own`. */
export function conflictingRoute(
  routes: readonly Route[],
  subnet: string,
  own: string,
): Route | undefined {
  return routes.find(
    ({ dst, dev }) => dev !== own && /^[\d.]+(\/\d+)?$/.test(dst) && overlap(dst, subnet),
  );
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  const shorter = Math.min(a.length, b.length);
  return a.bits.slice(0, shorter) === b.bits.slice(0, shorter);
}

/** A subnet's address as 32 binary digits, and how many of them count. */
function parse(subnet: string): { bits: string; length: number } {
  const [address = "", length = "32"] = subnet.split("/");
  const bits = address.split(".").map((byte) => Number(byte).toString(2).padStart(8, "0"));
  return { bits: bits.join(""), length: Number(length) };
}
