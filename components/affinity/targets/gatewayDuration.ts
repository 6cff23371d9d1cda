/** The longest time that a duration of the Gateway API can say: five digits a unit (GEP-2257). */
export const longestGatewayDuration = 99999 * 3600 + 59 * 60 + 59;

/** Seconds as the Gateway API writes a duration, such as `1h30m`. */
export function toGatewayDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join("");
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** The seconds of such a duration; `undefined` if it is none. */
export function fromGatewayDuration(duration: string): number | undefined {
  if (!/^(\d{1,5}(h|m|s|ms)){1,4}$/.test(duration)) {
    return undefined;
  }
  const parts = [...duration.matchAll(/(\d+)(h|ms|m|s)/g)];
  return parts.reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (unitSeconds[unit] ?? 0),
    0,
  );
}
