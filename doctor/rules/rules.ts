import * as annotations from "./annotations";
import * as cookie from "./cookie";
import * as ingressNginx from "./ingressNginx";
import { sessionCookieUnkept, sessionCookieTwice } from "./answer";
import { suppressionRule } from "../suppression";
import type { Rule } from "./rule";
import * as cookiesOfHost from "./cookiesOfHost";
import * as noAffinity from "./noAffinity";
import * as ignoredSettings from "./ignoredSettings";
import * as disruptionBudget from "./disruptionBudget";
import * as podEnd from "./podEnd";
import * as probes from "./probes";
import * as rollout from "./rollout";
import * as servicePods from "./servicePods";
import * as undoneAffinity from "./undoneAffinity";
import * as wayToPods from "./wayToPods";
import * as wayToService from "./wayToService";

/** Every rule, in the order of reports and documents. */
export const rules: readonly Rule[] = [
  annotations.otherController,
  annotations.wrongObject,
  annotations.valueDropped,
  annotations.annotationNotText,
  wayToPods.virtualAddress,
  undoneAffinity.unkeptDivision,
  wayToPods.tlsPassthrough,
  wayToPods.instanceTargets,
  wayToPods.gkeWithoutNeg,
  wayToService.gkeClassField,
  ignoredSettings.sessionPersistenceIgnored,
  ignoredSettings.istioWithoutLifetime,
  ignoredSettings.unknownStrategy,
  ignoredSettings.otherServiceNamed,
  undoneAffinity.affinityTurnedOff,
  undoneAffinity.serverNamesAsValues,
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
  cookiesOfHost.cookieNameShared,
  cookiesOfHost.sharedGatewayCookie,
  cookiesOfHost.cookiePathPerRule,
  cookiesOfHost.pathWithoutAffinity,
  cookie.changingCookieName,
  ingressNginx.balancedMode,
  ingressNginx.noChangeOnFailure,
  ingressNginx.lifetimeByExpires,
  ingressNginx.regexWithoutCookiePath,
  ingressNginx.retiredController,
  wayToService.classMissing,
  wayToService.serviceMissing,
  servicePods.externalName,
  servicePods.selectsNothing,
  servicePods.portUndeclared,
  servicePods.notReadyAddresses,
  wayToService.unexposedService,
  wayToService.exactPathOnOpenshift,
  servicePods.podsNotReady,
  rollout.singleReplica,
  probes.noReadinessProbe,
  probes.hastyProbe,
  podEnd.noDrain,
  podEnd.clientsKeptToTheEnd,
  podEnd.graceTooShort,
  disruptionBudget.noDisruptionBudget,
  disruptionBudget.blockingDisruptionBudget,
  rollout.changingPodTemplate,
  rollout.orderedPods,
  rollout.allAtOnce,
  rollout.autoscalerOnHash,
  suppressionRule(() => rules.map(({ id }) => id)),
];
