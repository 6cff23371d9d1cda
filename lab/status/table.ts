import Table from "cli-table3";
import { createColors } from "picocolors";
import { isColored } from "../../cli/terminal/isColored";
import type { LabStatus, ServiceStatus } from "./status";

const colors = createColors(isColored(process.stdout));

const headings = ["SERVICE", "STATE", "PID", "SINCE", "VERSION", "ADDRESS"];

/** The lab as a table; what is wrong is told below it. */
export function statusTable({ up, platform, services, builds }: LabStatus): string {
  if (!up) {
    return "The lab is not up. Bring it up: npm run lab -- up";
  }
  const table = new Table({
    head: headings,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    chars: Object.fromEntries(
      [
        ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
        ...["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
      ].map((name) => [name, ""]),
    ),
  });
  table.push(...services.map(row));
  const wrong = services.filter(({ reason }) => reason !== undefined);
  const title = `The lab for ${platform ?? "nothing"}:`;
  return [
    title,
    table.toString(),
    ...wrong.map(({ name, reason }) => `${name}: ${reason ?? ""}`),
    ...(builds.length > 0
      ? [
          `Built on this machine, in seconds of processor time: ${builds
            .map(({ name, processorSeconds }) => `${name} ${processorSeconds}`)
            .join(", ")}`,
        ]
      : []),
  ].join("\n");
}

function row({ name, state, pid, since, version, address }: ServiceStatus): string[] {
  return [
    name,
    state === "running" ? colors.green(state) : colors.red(state),
    pid === undefined ? "-" : String(pid),
    since?.slice(0, 19).replace("T", " ") ?? "-",
    version ?? "-",
    address ?? "-",
  ];
}
