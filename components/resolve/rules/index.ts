import type { Rule } from "../context";
import { checkApplicability } from "./applicability";
import { checkCertificate } from "./certificate";
import { checkController } from "./controller";
import { checkDrain } from "./drain";
import { checkEffects } from "./effects";
import { checkExisting } from "./existing";
import { checkExposure } from "./exposure";
import { checkExposureSettings } from "./exposureSettings";
import { checkFolders } from "./folders";
import { checkNetworkPolicy } from "./networkPolicy";
import { checkPathPorts } from "./pathPorts";
import { checkPod } from "./pod";
import { checkProbes } from "./probes";
import { checkProtocol } from "./protocol";
import { checkResources } from "./resources";
import { checkScaling } from "./scaling";
import { checkSessionDrain } from "./sessionDrain";
import { checkSessionStore } from "./sessionStore";
import { checkSources } from "./sources";
import { checkTlsSecrets } from "./tlsSecrets";

/** The rules across settings of an application, each after those whose answers it depends on. */
export const applicationRules: readonly Rule[] = [
  checkController,
  checkApplicability,
  checkExposure,
  checkProtocol,
  checkExposureSettings,
  checkCertificate,
  checkTlsSecrets,
  checkPathPorts,
  checkScaling,
  checkFolders,
  checkSources,
  checkSessionStore,
  checkResources,
  checkDrain,
  checkSessionDrain,
  checkProbes,
  checkPod,
  checkNetworkPolicy,
  checkEffects,
];

/** The rules for an application that is there already. */
export const exposureRules: readonly Rule[] = [
  checkController,
  checkApplicability,
  checkExposure,
  checkProtocol,
  checkExposureSettings,
  checkCertificate,
  checkTlsSecrets,
  checkExisting,
  checkEffects,
];
