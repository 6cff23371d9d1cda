import { type Answer, Client, reachedAt } from "../e2e/support/client";

/** Somebody who is logged in to the example shop, and knows what the cart has to have in it. */
export class Shopper {
  /** The addresses of the pods that answered. */
  readonly pods = new Set<string>();
  requests = 0;
  /** Requests that got no answer, or one that says nothing of the session. */
  failed = 0;
  /** Why the session is lost; undefined as long as it is not. */
  lost: string | undefined;

  private readonly client: Client;
  /** What the shop said was in the cart: the least that has to be in it. */
  private told = 0;
  /** What was put in, also where no answer came: the most that can be in it. */
  private asked = 0;

  /** The address of the one that answered last. */
  pod: string | undefined;

  /** @param address where connections go, instead of what DNS says @default - as DNS says */
  constructor(
    url: string,
    private readonly name: string,
    address?: string,
  ) {
    this.client = new Client(url, reachedAt(address));
  }

  /** @throws Error unless the shopper is logged in then, and has something in the cart */
  async logIn(): Promise<void> {
    const { status, body } = await this.client.post("/login", { user: this.name });
    if (status !== 200) {
      throw new Error(`${this.name} cannot log in: ${status} ${body}`);
    }
    await this.fillCart();
    await this.look();
  }

  /** @throws Error where the request failed, which need not mean that it had no effect */
  async fillCart(): Promise<void> {
    this.asked += 1;
    const { status, body } = await this.send(() => this.client.post("/cart"), [200, 401]);
    if (status === 401) {
      this.lost ??= `${this.name} is logged out`;
      return;
    }
    this.compare(body);
    this.told = this.asked = Number(/^Cart: (\d+)$/m.exec(body)?.[1]);
  }

  /** @throws Error where the request failed */
  async look(): Promise<void> {
    const { body } = await this.send(() => this.client.get("/"), [200]);
    const pod = /^Server address: (\S+)$/m.exec(body)?.[1];
    if (pod !== undefined) {
      this.pods.add(pod);
      this.pod = pod;
    }
    const user = /^User: (.*)$/m.exec(body)?.[1];
    if (user !== this.name) {
      this.lost ??= `${this.name} is ${user ?? "not told who it is"}`;
    }
    this.compare(body);
  }

  /** @throws Error where the request failed */
  async logOut(): Promise<void> {
    await this.send(() => this.client.post("/logout"), [200]);
  }

  private compare(body: string): void {
    const cart = Number(/^Cart: (\d+)$/m.exec(body)?.[1]);
    if (!(cart >= this.told && cart <= this.asked)) {
      this.lost ??= `${this.name} has ${cart} in the cart instead of ${this.told} to ${this.asked}`;
    }
  }

  private async send(request: () => Promise<Answer>, expected: readonly number[]): Promise<Answer> {
    this.requests += 1;
    try {
      const answer = await request();
      if (!expected.includes(answer.status)) {
        throw new Error(`status ${answer.status}: ${answer.body}`);
      }
      return answer;
    } catch (error) {
      this.failed += 1;
      throw error;
    }
  }
}
