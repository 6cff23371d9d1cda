import type { Check } from "./check";
import { cookieIssuedOnce } from "./cookieIssuedOnce";
import { podLossSurvived } from "./podLossSurvived";
import { podsVary } from "./podsVary";
import { sessionStays } from "./sessionStays";

/** The tutorial's checks, in its order; the one that disturbs the application comes last. */
export const checks: readonly Check[] = [podsVary, sessionStays, cookieIssuedOnce, podLossSurvived];
