import { certificateValid } from "./certificateValid";
import type { Check } from "./check";
import { clientsSpread } from "./clientsSpread";
import { cookieAttributes } from "./cookieAttributes";
import { cookieIssuedOnce } from "./cookieIssuedOnce";
import { cookieOpaque } from "./cookieOpaque";
import { cookieSet } from "./cookieSet";
import { staleCookie, tamperedCookie } from "./forgedCookie";
import { lateVisit } from "./lateVisit";
import { longVisit } from "./longVisit";
import { nameResolves } from "./nameResolves";
import { neighbours } from "./neighbours";
import { objectsAsDescribed } from "./objectsAsDescribed";
import { otherPaths } from "./otherPaths";
import { podAnswers } from "./podAnswers";
import { podsReady } from "./podsReady";
import { podsVary } from "./podsVary";
import {
  staysOverHttp2,
  staysOverNewConnections,
  staysOverOneConnection,
  staysUnderConcurrency,
} from "./sessionStays";
import { webSocket } from "./webSocket";

/** The checks that only read, in their order. */
export const readingChecks: readonly Check[] = [
  nameResolves,
  certificateValid,
  podAnswers,
  podsReady,
  objectsAsDescribed,
  podsVary,
  cookieSet,
  cookieAttributes,
  cookieOpaque,
  staysOverNewConnections,
  staysOverOneConnection,
  staysOverHttp2,
  staysUnderConcurrency,
  longVisit,
  cookieIssuedOnce,
  staleCookie,
  tamperedCookie,
  clientsSpread,
  otherPaths,
  neighbours,
  webSocket,
  lateVisit,
];
