import type { ExposureSettings } from "./exposureSettings";

/** A program with one component for each exposure. */
export function program(exposures: readonly ExposureSettings[]): string {
  const heads = [
    "// In a clone of sticky-session, in place of its index.ts.",
    'import { StickyExposure } from "./components/stickyExposure";',
    "",
  ];
  const bodies = exposures.map(
    (settings) =>
      `new StickyExposure(${JSON.stringify(settings.name)}, ${literal(argsOf(settings))});\n`,
  );
  return [...heads, ...bodies].join("\n");
}

/** The arguments of the component. */
function argsOf(settings: ExposureSettings): Record<string, unknown> {
  const { service, hosts, path, tls, cookie, gateway, annotations, platform } = settings;
  const [host, ...others] = hosts;
  const args = {
    platform,
    controller: platform === "openshift" ? undefined : settings.controller,
    service,
    ...(others.length > 0 ? { hosts: [...hosts] } : { host }),
    path: path === "/" ? undefined : path,
    tls,
    ingressClassName: settings.ingressClassName,
    gateway,
    route: settings.routeTimeout === undefined ? undefined : { timeout: settings.routeTimeout },
    affinity: cookie === undefined ? { type: "none" } : { cookie },
    annotations:
      Object.keys(annotations).length > 0 ? { [settings.annotationsOn]: annotations } : undefined,
  };
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

/** A value as TypeScript has it. Every text is escaped as JSON is, so that it can be nothing but a text. */
function literal(value: unknown, indentation = ""): string {
  if (Array.isArray(value)) {
    return `[${value.map((entry) => literal(entry, indentation)).join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const deeper = `${indentation}  `;
  const entries = Object.entries(value).map(([key, entry]) => {
    const name = /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
    return `${deeper}${name}: ${literal(entry, deeper)},\n`;
  });
  return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indentation}}`;
}
