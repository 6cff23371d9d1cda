/** HAProxy's notation of a time; without a unit it is milliseconds. */
export const timePattern = /[1-9][0-9]*(us|ms|s|m|h|d)?/;

const largest = 2_147_483_647;

const milliseconds: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time that matches `timePattern`, cut to the largest that HAProxy takes. */
export function clippedTime(time: string): string {
  const [, number = "", unit = "ms"] = /^(\d+)(\D+)?$/.exec(time) ?? [];
  return Number(number) * (milliseconds[unit] ?? 1) > largest ? `${largest}ms` : time;
}
