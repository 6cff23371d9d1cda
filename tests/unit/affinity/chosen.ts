import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { dialects } from "../../../components/affinity/dialects";
import type { Exposure } from "../../../components/affinity/exposure";
import { translate } from "../../../components/affinity/translate";
import { applicationOf } from "../../../scripts/controllers/probe";

/** The dialect with the id. */
export function dialect(id: string) {
  const found = dialects.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

/** What it says of a cookie, which it has to be able to say. */
export function translation(id: string, cookie: SessionCookie | undefined, exposure?: Exposure) {
  const chosen = dialect(id);
  const translated = translate(chosen, cookie && { cookie }, applicationOf(chosen, exposure));
  assert.ok("translation" in translated, JSON.stringify(translated));
  return translated.translation;
}

/** Prefixes of the controllers' annotations. */
export const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";
export const nginx = "nginx.ingress.kubernetes.io";
export const haproxy = "haproxy-ingress.github.io";
export const alb = "alb.ingress.kubernetes.io";
