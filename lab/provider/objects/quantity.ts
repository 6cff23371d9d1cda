const multipliers = new Map([
  ["n", 1e-9],
  ["u", 1e-6],
  ["m", 1e-3],
  ["", 1],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
  ["E", 1e18],
  ["Ki", 2 ** 10],
  ["Mi", 2 ** 20],
  ["Gi", 2 ** 30],
  ["Ti", 2 ** 40],
  ["Pi", 2 ** 50],
  ["Ei", 2 ** 60],
]);

function parse(quantity: string | number): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(quantity));
  if (match === null) return undefined;
  const [, digits = "", suffix = ""] = match;
  const multiplier = multipliers.get(suffix);
  return multiplier === undefined ? undefined : Number(digits) * multiplier;
}

/** True if two Kubernetes quantities mean the same amount: "1000m" and "1", "1Gi" and "1024Mi". */
export function sameQuantity(left: string | number, right: string | number): boolean {
  const [first, second] = [parse(left), parse(right)];
  if (first === undefined || second === undefined) return false;
  return Math.abs(first - second) <= Math.abs(first) * 1e-12;
}
