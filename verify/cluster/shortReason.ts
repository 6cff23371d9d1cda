import { messageOf } from "../message";

/** Why the API refused: its own message is a page with headers; its code says enough. */
export function shortReason(error: unknown): string {
  const { code } = error as { code?: number };
  return code === 403 ? "forbidden" : code === undefined ? messageOf(error) : `status ${code}`;
}
