/**
 * Colours that people with any colour vision tell apart (Okabe and Ito), without the reds: red is for
 * lost requests.
 */
const colours = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#b8a800",
  "#5a5a8c",
  "#8c6d46",
];

export const lossColour = "#d00000";

/** A colour for each pod, the same in all charts of a page. */
export function paletteFor(pods: readonly string[]): ReadonlyMap<string, string> {
  return new Map(pods.map((pod, index) => [pod, colours[index % colours.length] ?? "#888888"]));
}
