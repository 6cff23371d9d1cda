import type { Answerer } from "../identity";
import type { Pod, Pods } from "./pods";

/** Remembers every pod that was there at any time, and so who gave an answer, by UID. */
export class PodDirectory {
  private readonly seen = new Map<string, Pod>();
  private current: readonly Pod[] = [];

  /** @param pods none where the cluster is not at hand: then an answer's own words have to do */
  constructor(private readonly pods?: Pods) {}

  /** Looks at the cluster; resolves to the pods that are there now. */
  async refresh(): Promise<readonly Pod[]> {
    this.current = (await this.pods?.list()) ?? [];
    for (const pod of this.current) {
      this.seen.set(pod.uid, pod);
    }
    return this.current;
  }

  /** Stands for whoever gave an answer: the same for the same pod, another for one that came back. */
  keyOf({ name, address }: Answerer): string {
    if (address !== undefined) {
      return `${name} ${address}`;
    }
    return this.current.findLast((pod) => isCalled(pod, name))?.uid ?? name;
  }

  /** The pod that the key stands for; undefined where it is none of the application's. */
  find(key: string): Pod | undefined {
    const known = this.seen.get(key);
    if (known) {
      return known;
    }
    const [name = "", address] = key.split(" ");
    return [...this.seen.values()].findLast(
      (pod) => isCalled(pod, name) && (address === undefined || pod.address === address),
    );
  }

  /** The key's pod in words, such as `hello-1`, or `hello-1 (2nd)` for a later one of the same name. */
  label(key: string): string {
    const pod = this.find(key);
    if (!pod) {
      return key.split(" ", 1)[0] ?? key;
    }
    const namesakes = [...this.seen.values()].filter(({ name }) => name === pod.name);
    const position = namesakes.indexOf(pod);
    return position < 1 ? pod.name : `${pod.name} (${ordinal(position + 1)})`;
  }
}

/** Applications tell their host name, which is the pod's, or their address. */
function isCalled(pod: Pod, name: string): boolean {
  return pod.name === name || pod.address === name;
}

function ordinal(number: number): string {
  return number === 2 ? "2nd" : number === 3 ? "3rd" : `${number}th`;
}
