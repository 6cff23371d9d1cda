import type { Rule } from "../context";
import { checkApplicability } from "./applicability";
import { checkController } from "./controller";
import { checkDrain } from "./drain";
import { checkEffects } from "./effects";
import { checkExposure } from "./exposure";
import { checkExposureSettings } from "./exposureSettings";
import { checkFolders } from "./folders";
import { checkNetworkPolicy } from "./networkPolicy";
import { checkPod } from "./pod";
import { checkProbes } from "./probes";
import { checkResources } from "./resources";
import { checkScaling } from "./scaling";
import { checkSessionStore } from "./sessionStore";
import { checkSources } from "./sources";

/** The rules across settings, each after those whose answers it depends on. */
export const rules: readonly Rule[] = [
  checkController,
  checkApplicability,
  checkExposure,
  checkExposureSettings,
  checkScaling,
  checkFolders,
  checkSources,
  checkSessionStore,
  checkResources,
  checkDrain,
  checkProbes,
  checkPod,
  checkNetworkPolicy,
  checkEffects,
];
