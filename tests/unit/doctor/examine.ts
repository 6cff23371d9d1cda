import { diagnose } from "../../../doctor/diagnose";
import type { Finding } from "../../../doctor/finding";
import { readIndex } from "../../../doctor/input/readIndex";
import { type Survey, surveyOf } from "../../../doctor/model/survey";
import type { Subject } from "../../../doctor/model/subject";
import { findDialect } from "../../../components/affinity/dialects";
import { readManifests } from "../../../manifests/readManifests";
import type { Reading } from "../../../manifests/sourced";
import type { Manifest } from "./objects";

export interface Examined {
  readonly controller?: string;
  /** Whether they are those of a cluster. */
  readonly live?: boolean;
  /** The names of the cookies that each path answers with. */
  readonly cookies?: readonly string[];
}

/** What the doctor says of objects, as it reads them from a file. */
export async function examine(
  objects: readonly Manifest[],
  { controller, live = false, cookies }: Examined = {},
): Promise<{ findings: Finding[]; survey: Survey }> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  const { index, problems } = await readIndex(read(list), new AbortController().signal);
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems));
  }
  const dialect = findDialect(controller ?? "");
  const survey = surveyOf({ index, live, ...(dialect && { controller: dialect }) });
  const answers =
    cookies &&
    new Map(survey.subjects.map((subject): [Subject, readonly string[]] => [subject, cookies]));
  const findings = diagnose({ ...survey, ...(answers && { answers }) }, "default");
  return { findings, survey };
}

async function* read(text: string): AsyncGenerator<Reading> {
  yield* readManifests(["-"], pieces(text));
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
