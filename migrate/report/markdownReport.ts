import { safeText } from "../../cli/terminal/safeText";
import { outcomes } from "../item";
import { describeNeed, type Report } from "./report";
import { headings, placeOf, settingOf, summaryOf } from "./textReport";

/** The report as Markdown, for a ticket or a pull request. */
export function markdownReport(report: Report): string {
  const lines: string[] = [
    `# ${plain(report.from)} → ${plain(report.to)}`,
    "",
    plain(summaryOf(report)),
  ];
  const section = (title: string, content: readonly string[]): void => {
    if (content.length > 0) {
      lines.push("", `## ${title}`, "", ...content);
    }
  };
  for (const outcome of outcomes) {
    const items = report.items.filter((item) => item.outcome === outcome);
    section(
      headings[outcome],
      items.length === 0
        ? []
        : [
            "| where | setting | why | fix |",
            "| --- | --- | --- | --- |",
            ...items.map(
              (item) =>
                `| ${plain(placeOf(item))} | ${plain(settingOf(item))} | ${plain(item.reason)} | ${plain(item.fix ?? "")} |`,
            ),
          ],
    );
  }
  section("What users of the site notice", [report.users.map(plain).join(" ")]);
  section(
    "The cluster has to serve",
    report.needs.map((need) => `- ${plain(describeNeed(need))}`),
  );
  section(
    "Take care",
    report.notes.map((note) => `- ${plain(note)}`),
  );
  section(
    "How to roll it out",
    report.rollout.flatMap(({ say, commands }, index) => [
      `${index + 1}. ${plain(say)}`,
      ...(commands.length === 0
        ? []
        : ["", "   ```sh", ...commands.map((command) => `   ${safeText(command)}`), "   ```", ""]),
    ]),
  );
  return `${lines.join("\n")}\n`;
}

/** Text that a file gave is no markup. */
function plain(text: string): string {
  return safeText(text).replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}
