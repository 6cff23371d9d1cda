import type { Report } from "../report";

export async function htmlReport(report: Report): Promise<string> {
  return Promise.resolve(JSON.stringify(report));
}
