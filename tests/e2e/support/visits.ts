import { Agent, request } from "undici";
import { isAnswered } from "../../../verify/http/exchange";
import { loopbackLookup } from "../../../verify/http/loopbackLookup";
import type { Visitor } from "../../../verify/http/visitor";
import type { TestStack } from "./testStack";

/**
 * The pod that answers one visit.
 *
 * @throws Error when none does
 */
export async function podOf(visitor: Visitor): Promise<string> {
  const visit = await visitor.visit();
  if (!isAnswered(visit)) {
    throw new Error(`No pod answered: ${visit.lost ?? "no reason given"}`);
  }
  return visit.answerer.name;
}

/** All pods that answer `count` visits. */
export async function podsSeen(visitor: Visitor, count: number): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let visit = 0; visit < count; visit += 1) {
    seen.add(await podOf(visitor));
  }
  return seen;
}

/** A new user, with a cookie jar, whose session is on the pod. */
export async function visitorOn(pod: string, stack: TestStack): Promise<Visitor> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const visitor = await stack.visitor(true);
    if ((await podOf(visitor)) === pod) {
      return visitor;
    }
  }
  throw new Error(`${pod} answered none of 100 new users.`);
}

/** The attributes of the one cookie that a first response sets, such as `Max-Age=60`. */
export async function issuedAttributes(url: string): Promise<string[]> {
  const dispatcher = new Agent({ connect: { lookup: loopbackLookup } });
  try {
    const { headers, body } = await request(url, { dispatcher });
    await body.dump();
    const [setCookie = ""] = [headers["set-cookie"] ?? []].flat();
    return setCookie
      .split(";")
      .slice(1)
      .map((attribute) => attribute.trim());
  } finally {
    await dispatcher.close();
  }
}
