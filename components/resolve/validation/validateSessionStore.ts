import type { Problem } from "../../affinity/problem";
import {
  sessionStoreTypes,
  type SessionStoreArgs,
  type StickyAppArgs,
} from "../../args/stickyAppArgs";
import { storeName } from "../../sessionStore/sessionStorePlan";
import { isHostName, isImageReference, isStoreUrl, parseQuantity } from "./formats";
import { longestName } from "./validateWorkload";

const passwordLength = 16;

/** What is wrong with where sessions are kept. What is secret is known only when the program runs. */
export function validateSessionStore(name: string, { sessionStore }: StickyAppArgs): Problem[] {
  if (sessionStore === undefined) {
    return [];
  }
  // From a stack's configuration its settings can come without it.
  const { type } = sessionStore as Partial<SessionStoreArgs>;
  if (type !== undefined && !sessionStoreTypes.includes(type)) {
    return [
      {
        setting: "sessionStore.type",
        got: type,
        allowed: sessionStoreTypes.join(", "),
        example: "valkey",
      },
    ];
  }
  return [
    ...uselessSettings(sessionStore, type),
    ...(type === "valkey" ? valkeyProblems(name, sessionStore) : []),
    ...(type === "external" ? urlProblems(sessionStore) : []),
  ];
}

function uselessSettings(
  { password, image, storage, url }: SessionStoreArgs,
  type: SessionStoreArgs["type"] | undefined,
): Problem[] {
  const given: [setting: string, value: unknown, of: SessionStoreArgs["type"]][] = [
    ["sessionStore.password", password && "[secret]", "valkey"],
    ["sessionStore.image", image, "valkey"],
    ["sessionStore.storage.size", storage?.size, "valkey"],
    ["sessionStore.storage.storageClassName", storage?.storageClassName, "valkey"],
    ["sessionStore.url", url && "[secret]", "external"],
  ];
  return given
    .filter(([, value, of]) => value !== undefined && of !== type)
    .map(([setting, value, of]) => ({
      setting,
      got: value,
      reason: `it has no effect without sessionStore ${of}`,
      allowed: `unset, or sessionStore ${of} beside it`,
      example: null,
    }));
}

function urlProblems({ url }: SessionStoreArgs): Problem[] {
  if (url !== undefined && (typeof url !== "string" || isStoreUrl(url))) {
    return [];
  }
  return [
    {
      setting: "sessionStore.url",
      ...(url !== undefined && { got: "[secret]" }),
      allowed: "a secret: redis[s]://[user:password@]host[:port][/database]",
      example: "",
    },
  ];
}

function valkeyProblems(
  name: string,
  { password, image, storage = {} }: SessionStoreArgs,
): Problem[] {
  const problems: Problem[] = [];
  if (storeName(name).length > longestName && name.length <= longestName) {
    problems.push({
      setting: "name",
      got: name,
      reason: "the session store's name is made from it",
      allowed: `${longestName - storeName("").length} characters at most with a session store`,
      example: "hello",
    });
  }
  if (
    password === undefined ||
    (typeof password === "string" && password.length < passwordLength)
  ) {
    problems.push({
      setting: "sessionStore.password",
      ...(password !== undefined && { got: "[secret]" }),
      reason: "whoever reaches the store could read and make sessions",
      allowed: `a secret of ${passwordLength} characters or more`,
      example: "",
    });
  }
  if (typeof image === "string" && !isImageReference(image)) {
    problems.push({
      setting: "sessionStore.image",
      got: image,
      allowed: "[registry/]repository[:tag][@digest], without spaces",
      example: "docker.io/valkey/valkey:8.1.3",
    });
  }
  if (storage.size !== undefined && (parseQuantity(storage.size) ?? 0) <= 0) {
    problems.push({
      setting: "sessionStore.storage.size",
      got: storage.size,
      allowed: "a Kubernetes quantity above 0, such as 1Gi",
      example: "1Gi",
    });
  }
  if (storage.storageClassName !== undefined && !isHostName(storage.storageClassName)) {
    problems.push({
      setting: "sessionStore.storage.storageClassName",
      got: storage.storageClassName,
      allowed: "the name of a StorageClass (kubectl get storageclass lists them)",
      example: null,
    });
  }
  return problems;
}
