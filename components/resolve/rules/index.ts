import type { Rule } from "../context";
import { checkApplicability } from "./applicability";
import { checkCertificate } from "./certificate";
import { checkController } from "./controller";
import { checkDrain } from "./drain";
import { checkEffects } from "./effects";
import { checkExposure } from "./exposure";
import { checkExposureSettings } from "./exposureSettings";
import { checkNetworkPolicy } from "./networkPolicy";
import { checkPathPorts } from "./pathPorts";
import { checkProbes } from "./probes";
import { checkProtocol } from "./protocol";
import { checkResources } from "./resources";
import { checkScaling } from "./scaling";
import { checkSessionStore } from "./sessionStore";
import { checkStorage } from "./storage";

/** The rules across settings, each after those whose answers it depends on. */
export const rules: readonly Rule[] = [
  checkController,
  checkApplicability,
  checkExposure,
  checkProtocol,
  checkExposureSettings,
  checkCertificate,
  checkPathPorts,
  checkScaling,
  checkStorage,
  checkSessionStore,
  checkResources,
  checkDrain,
  checkProbes,
  checkNetworkPolicy,
  checkEffects,
];
