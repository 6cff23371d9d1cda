import { access, constants, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { messageOf } from "../message";
import { VerifyError } from "../verifyError";
import { htmlReport } from "./html/htmlReport";
import type { Report } from "./report";

/**
 * Demands a folder that the page can be written to, before everything is verified for nothing.
 *
 * @throws VerifyError
 */
export async function demandReportFolder(file: string): Promise<void> {
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new VerifyError(
      `--report ${file}: the folder ${folder} cannot be written to: ${messageOf(error)}`,
      "wrong usage",
    );
  });
}

/**
 * Writes the page, and says where it is.
 *
 * @throws VerifyError when it cannot be written
 */
export async function writeReport(
  file: string,
  report: Report,
  write: (text: string) => void,
): Promise<void> {
  const page = await htmlReport(report);
  await writeFile(file, page).catch((error: unknown) => {
    throw new VerifyError(`--report ${file}: it cannot be written: ${messageOf(error)}`);
  });
  write(`The report is in ${file}\n`);
}
