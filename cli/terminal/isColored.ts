/**
 * Whether a stream gets colours where the user says nothing: on a terminal, unless NO_COLOR is set.
 *
 * Never undefined, as `isTTY` of a pipe is: picocolors would then guess by itself, and colour whatever runs
 * with CI set.
 */
export function isColored(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}
