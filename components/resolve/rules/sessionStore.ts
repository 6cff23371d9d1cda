import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../affinity/problem";
import { formats, longestName } from "../../args/formats";
import type { Fail } from "../../args/lateInputs";
import type { SessionStoreArgs } from "../../args/sessionStoreArgs";
import { storeName } from "../../sessionStore/sessionStorePlan";
import type { Rule } from "../context";

/** A session store has the secret that it needs, and room for its name. */
export const checkSessionStore: Rule = ({ name, given: { sessionStore }, isRefused }) => {
  const problems: Problem[] = [];
  if (
    sessionStore?.type === "valkey" &&
    !isRefused("name") &&
    storeName(name).length > longestName
  ) {
    problems.push({
      setting: "name",
      got: name,
      reason: "the session store's name is made from it",
      allowed: `${longestName - storeName("").length} characters at most with a session store`,
      example: "<name>",
    });
  }
  const secret = sessionStore?.type && needed[sessionStore.type];
  if (
    secret !== undefined &&
    sessionStore?.[secret] === undefined &&
    !isRefused(`sessionStore.${secret}`)
  ) {
    problems.push(missing(secret));
  }
  return problems;
};

/** The secret that each kind of store cannot be reached without. */
const needed = { valkey: "password", external: "url" } as const;
const formatOf = { password: "password", url: "storeUrl" } as const;

function missing(secret: keyof typeof formatOf): Problem {
  const { allowed, reason } = { reason: undefined, ...formats[formatOf[secret]] };
  return {
    setting: `sessionStore.${secret}`,
    ...(reason && { reason }),
    allowed,
    example: `<${secret}>`,
  };
}

/** The store with its secret, of which it is known only later whether there is one. */
export function withItsSecret(
  store: SessionStoreArgs | undefined,
  fail: Fail,
): SessionStoreArgs | undefined {
  if (store === undefined || typeof store[needed[store.type]] === "string") {
    return store;
  }
  const secret = needed[store.type];
  const known = pulumi.output(store[secret]).apply((later) => {
    if (later === undefined) {
      throw fail(missing(secret));
    }
    return later;
  });
  return { ...store, [secret]: known };
}
