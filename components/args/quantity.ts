const suffixes = new Map([
  ["", 1], ["n", 1e-9], ["u", 1e-6], ["m", 1e-3],
  ["k", 1e3], ["M", 1e6], ["G", 1e9], ["T", 1e12], ["P", 1e15], ["E", 1e18],
  ["Ki", 2 ** 10], ["Mi", 2 ** 20], ["Gi", 2 ** 30], ["Ti", 2 ** 40], ["Pi", 2 ** 50], ["Ei", 2 ** 60],
]); // prettier-ignore

/** A Kubernetes quantity as a number, such as 0.05 for `50m`; `undefined` if it is none (apimachinery, api/resource). */
export function parseQuantity(value: string): number | undefined {
  const match =
    /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?$/.exec(value);
  if (!match) {
    return undefined;
  }
  const [, digits = "", suffix = "", exponent] = match;
  return exponent === undefined
    ? Number(digits) * (suffixes.get(suffix) ?? NaN)
    : Number(`${digits}e${exponent}`);
}

/** The quantity that is meant by one in other spelling, such as `2gb` or `0,5`; `undefined` where it cannot be known. */
export function suggestQuantity(value: string): string | undefined {
  const [, digits = "", unit = ""] =
    /^([0-9]+(?:[.,][0-9]+)?) *([kmgt]?)i?b?$/i.exec(value.trim()) ?? [];
  const number = digits.replace(",", ".");
  const suffix = unit === "" ? "" : `${unit.toUpperCase()}i`;
  return (parseQuantity(`${number}${suffix}`) ?? 0) > 0 ? `${number}${suffix}` : undefined;
}
