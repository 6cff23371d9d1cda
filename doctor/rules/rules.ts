import * as annotations from "./annotations";
import * as cookie from "./cookie";
import * as ingressNginx from "./ingressNginx";
import { sessionCookieUnkept, sessionCookieTwice } from "./answer";
import { suppressionRule } from "../suppression";
import type { Rule } from "./rule";
import * as noAffinity from "./noAffinity";
import * as ownSettings from "./ownSettings";
import * as service from "./service";
import * as wayToPods from "./wayToPods";
import * as workload from "./workload";

/** Every rule, in the order of reports and documents. */
export const rules: readonly Rule[] = [
  annotations.otherController,
  annotations.wrongObject,
  annotations.valueDropped,
  annotations.annotationNotText,
  wayToPods.virtualAddress,
  ownSettings.unkeptDivision,
  wayToPods.tlsPassthrough,
  wayToPods.instanceTargets,
  wayToPods.gkeWithoutNeg,
  ownSettings.gkeClassField,
  ownSettings.sessionPersistenceIgnored,
  ownSettings.istioWithoutLifetime,
  ownSettings.unknownStrategy,
  ownSettings.otherServiceNamed,
  ownSettings.affinityTurnedOff,
  ownSettings.serverNamesAsValues,
  wayToPods.clientIpBehindProxy,
  noAffinity.controllerWithoutAffinity,
  noAffinity.noAffinity,
  sessionCookieUnkept,
  sessionCookieTwice,
  cookie.cookiePathMisses,
  cookie.cookieDomainRefused,
  cookie.cookieNameRefused,
  cookie.sameSiteNoneWithoutSecure,
  cookie.secureOnHttp,
  cookie.cookieExpiresAtOnce,
  cookie.cookieNameShared,
  cookie.sharedGatewayCookie,
  cookie.cookiePathPerRule,
  cookie.pathWithoutAffinity,
  cookie.changingCookieName,
  ingressNginx.balancedMode,
  ingressNginx.noChangeOnFailure,
  ingressNginx.lifetimeByExpires,
  ingressNginx.regexWithoutCookiePath,
  ingressNginx.retiredController,
  service.classMissing,
  service.serviceMissing,
  service.externalName,
  service.selectsNothing,
  service.portUndeclared,
  service.notReadyAddresses,
  service.unexposedService,
  service.exactPathOnOpenshift,
  service.podsNotReady,
  workload.singleReplica,
  workload.noReadinessProbe,
  workload.hastyProbe,
  workload.noDrain,
  workload.clientsKeptToTheEnd,
  workload.graceTooShort,
  workload.noDisruptionBudget,
  workload.blockingDisruptionBudget,
  workload.changingPodTemplate,
  workload.orderedPods,
  workload.allAtOnce,
  workload.autoscalerOnHash,
  suppressionRule(() => rules.map(({ id }) => id)),
];
