import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** A chart as an SVG, as documents show it. @param size in pixels */
export function svgOf(
  size: { readonly width: number; readonly height: number },
  option: EChartsCoreOption,
): string {
  use(SVGRenderer);
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption({ animation: false, backgroundColor: "#fff", ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
