import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { validateAffinityArgs } from "./validateAffinityArgs";
import { validateExposure } from "./validateExposure";
import { validatePlatform } from "./validatePlatform";
import { validateResources } from "./validateResources";
import { validateScaling } from "./validateScaling";
import { validateSessionStore } from "./validateSessionStore";
import { validateStorage } from "./validateStorage";
import { validateName, validateWorkload } from "./validateWorkload";

/**
 * Everything that is wrong with the arguments, the cookie excepted: that depends on the controller
 * (`translate`). Values that are outputs of other resources cannot be checked here and are left to the API.
 */
export function validateArgs(name: string, args: StickyAppArgs): Problem[] {
  return [
    ...validateName(name),
    ...validatePlatform(args),
    ...validateWorkload(args),
    ...validateScaling(args),
    ...validateStorage(args),
    ...validateSessionStore(name, args),
    ...validateResources(args.resources),
    ...validateExposure(args),
    ...validateAffinityArgs(args),
  ];
}
