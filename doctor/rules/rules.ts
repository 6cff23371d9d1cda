import * as annotations from "./annotations";
import * as cookie from "./cookie";
import * as ingressNginx from "./ingressNginx";
import { sessionCookieUnkept, sessionCookieTwice } from "./answer";
import { suppressionRule } from "../suppression";
import type { Rule } from "./rule";
import * as cookiesOfHost from "./cookiesOfHost";
import * as noAffinity from "./noAffinity";
import * as ownSettings from "./ownSettings";
import * as disruptionBudget from "./disruptionBudget";
import * as podEnd from "./podEnd";
import * as probes from "./probes";
import * as rollout from "./rollout";
import * as service from "./service";
import * as wayToPods from "./wayToPods";

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
  service.classMissing,
  service.serviceMissing,
  service.externalName,
  service.selectsNothing,
  service.portUndeclared,
  service.notReadyAddresses,
  service.unexposedService,
  service.exactPathOnOpenshift,
  service.podsNotReady,
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
