import {
  CheckFailure,
  CheckRequest,
  CheckResponse,
  DiffResponse,
  PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Autonaming } from "./objects/naming";
import type { DiffResult, PropertyChange } from "./operations/diff";
import type { SettingFailure, SettingsDiff } from "./settings";

/** The engine's proposal for automatic names, if it makes one. */
export function autonamingOf(request: CheckRequest): Autonaming | undefined {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  const { Mode } = CheckRequest.AutonamingOptions;
  const proposedName = options.getProposedName();
  switch (options.getMode()) {
    case Mode.DISABLE:
      return { mode: "disable", proposedName };
    case Mode.ENFORCE:
      return { mode: "enforce", proposedName };
    case Mode.PROPOSE:
      return { mode: "propose", proposedName };
  }
}

/** The answer to a check that found something wrong. */
export function failureResponse(
  request: CheckRequest,
  failures: readonly SettingFailure[],
): CheckResponse {
  const response = new CheckResponse();
  response.setInputs(request.getNews());
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

/** The answer to a comparison of objects. */
export function diffResponse({ changes, deleteBeforeReplace }: DiffResult): DiffResponse {
  const response = diffsResponse(
    changes.map(({ path }) => path),
    changes.filter(({ replaces }) => replaces).map(({ path }) => path),
  );
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const change of changes) {
    const detail = new PropertyDiff();
    detail.setKind(kindOf(change));
    // The comparison was between inputs, so the display must be as well.
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(change.path, detail);
  }
  return response;
}

/** The answer to a comparison of settings. */
export function settingsDiffResponse({ changed, replaces }: SettingsDiff): DiffResponse {
  return diffsResponse(changed, replaces);
}

function diffsResponse(changed: readonly string[], replaces: readonly string[]): DiffResponse {
  const response = new DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setReplacesList([...replaces]);
  return response;
}

function kindOf({ kind, replaces }: PropertyChange): PropertyDiff.Kind {
  const { Kind } = PropertyDiff;
  switch (kind) {
    case "add":
      return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    case "update":
      return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
    case "delete":
      return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  }
}
