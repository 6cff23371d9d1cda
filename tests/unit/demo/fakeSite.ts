import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Pod, Pods } from "../../../demo/pods";

/** A pod of the fake site; its address is its own as long as it lives. */
type FakePod = Pod & { readonly address: string };

/** How the fake site chooses and what it sets. */
export interface FakeSiteBehaviour {
  /** @default 3 */
  readonly replicas?: number;
  /** Whether a request with a cookie goes to the pod that the cookie names. @default true */
  readonly honoursCookie?: boolean;
  /** When the response sets the cookie. @default "without a valid one" */
  readonly issuesCookie?: "without a valid one" | "always" | "never";
  /** The cookie's name. @default "hello" */
  readonly cookieName?: string;
  /** Attributes after the cookie's value, such as `; Secure`. */
  readonly cookieAttributes?: string;
  /** Whether requests without a valid cookie all go to the first pod. @default false */
  readonly alwaysFirstPod?: boolean;
  /** How many requests are answered with status 502 after a deletion. @default 0 */
  readonly lostAfterDeletion?: number;
  /** Whether the deleted pod's name gets its sessions back once it is there again. @default false */
  readonly movesBack?: boolean;
}

/**
 * A proxy and its pods in one: round robin without a cookie, else the pod that the cookie names, and
 * pods that come back under the same name with another UID and address.
 */
export class FakeSite implements Pods {
  private readonly server: Server;
  private pods: FakePod[];
  private next = 0;
  private created = 0;
  private lossesLeft = 0;
  private deletedName: string | undefined;

  constructor(private readonly behaviour: FakeSiteBehaviour = {}) {
    this.pods = Array.from({ length: behaviour.replicas ?? 3 }, (_, index) =>
      this.createPod(`hello-${index}`),
    );
    this.server = createServer((request, response) => {
      this.answer(request, response);
    });
  }

  /** Starts listening; resolves to the URL. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://hello.localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  list(): Promise<Pod[]> {
    return Promise.resolve([...this.pods]);
  }

  delete({ uid, name }: Pod): Promise<void> {
    this.pods = this.pods.filter((pod) => pod.uid !== uid);
    this.lossesLeft = this.behaviour.lostAfterDeletion ?? 0;
    setTimeout(() => {
      this.deletedName = name;
      this.pods = [...this.pods, this.createPod(name)];
    }, 300);
    return Promise.resolve();
  }

  private createPod(name: string): FakePod {
    this.created += 1;
    return { name, uid: `uid-${this.created}`, address: `10.0.0.${this.created}`, ready: true };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.lossesLeft > 0) {
      this.lossesLeft -= 1;
      response.writeHead(502).end();
      return;
    }
    const { cookieName = "hello", issuesCookie = "without a valid one" } = this.behaviour;
    const sent = request.headers.cookie?.replace(`${cookieName}=`, "");
    const named = this.pods.find(({ uid }) => uid === sent);
    const pod = this.choose(named);
    if (!pod) {
      response.writeHead(503).end();
      return;
    }
    if (issuesCookie === "always" || (issuesCookie === "without a valid one" && !named)) {
      response.setHeader(
        "set-cookie",
        `${cookieName}=${pod.uid}; Path=/${this.behaviour.cookieAttributes ?? ""}`,
      );
    }
    response.end(`Server address: ${pod.address}:8080\nServer name: ${pod.name}\nURI: /\n`);
  }

  private choose(named: FakePod | undefined): FakePod | undefined {
    const { honoursCookie = true, alwaysFirstPod = false, movesBack = false } = this.behaviour;
    const returned = this.pods.find(({ name }) => name === this.deletedName);
    if (movesBack && returned) {
      return returned;
    }
    if (honoursCookie && named) {
      return named;
    }
    this.next += alwaysFirstPod ? 0 : 1;
    return this.pods[this.next % this.pods.length];
  }
}
