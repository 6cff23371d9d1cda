/** Several values of one figure. */
export interface Range {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** @param values at least one */
export function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? NaN;
  const middle = Math.floor(sorted.length / 2);
  return {
    least: at(0),
    median: sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2,
    most: at(sorted.length - 1),
  };
}
