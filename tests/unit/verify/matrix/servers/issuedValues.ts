import { randomBytes } from "node:crypto";
import type { FakePod } from "../../fakeSiteBehaviour";

/** Values that a proxy gave out, each for one pod; they say nothing and stay valid. */
export class IssuedValues {
  private readonly pods = new Map<string, string>();

  /** A new one. */
  issue({ uid }: Pick<FakePod, "uid">): string {
    const value = randomBytes(12).toString("hex");
    this.pods.set(value, uid);
    return value;
  }

  /** The pod that a value was given out for. */
  podOf(value: string | undefined, pods: readonly FakePod[]): FakePod | undefined {
    const uid = value === undefined ? undefined : this.pods.get(value);
    return pods.find((pod) => pod.uid === uid);
  }
}
