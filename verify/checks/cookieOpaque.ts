import { isAnswered, issuedCookie } from "../http/exchange";
import { type Check, fail, pass, skipped } from "./check";

/** The cookie's value tells neither a pod's name nor its address. */
export const cookieOpaque: Check = {
  id: "cookie-opaque",
  title: "its value reveals no pod",
  needs: "a cookie",
  run({ survey, settings, target }) {
    const { first, cookieName = "", pods = [] } = survey;
    const value = issuedCookie(first, cookieName) ?? "";
    const answerer = isAnswered(first) ? first.answerer : undefined;
    if (settings.identity.kind === "cookie") {
      return skipped("by --identity cookie the value is the pod's name here");
    }
    const secrets = [
      ...pods.flatMap(({ name, address }) => [name, address]),
      answerer?.name,
      answerer?.address,
    ].filter((secret) => secret !== undefined && secret.length > 3) as string[];
    const readings = readingsOf(value);
    const revealed = secrets.find((secret) => readings.some((text) => text.includes(secret)));
    if (revealed === undefined) {
      return pass(`${value.length} characters`);
    }
    const { dialect } = target.expectation;
    return dialect?.cookieTellsAddress
      ? pass(
          `the value tells ${revealed}, as ${dialect.title} makes it: whoever has it knows, and can choose, a pod`,
        )
      : fail(
          "cookie-reveals-pod",
          `the value tells ${revealed}`,
          "The controller writes the pod's name or address into the cookie, so that anybody sees the inside of the cluster and can choose a pod: have it hashed or encrypted, if the controller can.",
        );
  },
};

/** The value, and what it says in the usual encodings. */
function readingsOf(value: string): string[] {
  return [
    value,
    Buffer.from(value, "base64").toString("latin1"),
    Buffer.from(value, "base64url").toString("latin1"),
    Buffer.from(value, "hex").toString("latin1"),
    decoded(value),
  ];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
