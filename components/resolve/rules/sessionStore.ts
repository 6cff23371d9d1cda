import type { Problem } from "../../affinity/problem";
import { formats, longestName } from "../../args/formats";
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
  const needed = { valkey: "password", external: "url" } as const;
  const secret = sessionStore?.type && needed[sessionStore.type];
  if (secret === undefined || sessionStore?.[secret] !== undefined) {
    return problems;
  }
  const setting = `sessionStore.${secret}`;
  if (!isRefused(setting)) {
    const { allowed, reason } = { reason: undefined, ...formats[formatOf[secret]] };
    problems.push({ setting, ...(reason && { reason }), allowed, example: `<${secret}>` });
  }
  return problems;
};

const formatOf = { password: "password", url: "storeUrl" } as const;
