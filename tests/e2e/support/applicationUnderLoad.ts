import assert from "node:assert/strict";
import type { ResolveRule } from "../../../verify/http/connectOptions";
import { addressesOf } from "../../disruption/events";
import { needlessMoves, type Outcome, underLoad } from "../../disruption/outcome";
import { podsOf } from "./cluster";
import { type LabController, resolveTo, setUp } from "./controllers";
import { eventually } from "./eventually";
import { TestStack } from "./testStack";
import { podOf } from "./visits";

/** What the program deploys, and the clients that use it. */
export class ApplicationUnderLoad {
  readonly clients = 20;
  private deployed: TestStack | undefined;

  constructor(private readonly controller: LabController) {}

  get stack(): TestStack {
    return this.deployed ?? assert.fail("nothing is deployed");
  }

  async deploy(): Promise<void> {
    await setUp(this.controller);
    this.deployed = await TestStack.create(this.controller.settings);
    await this.stack.up();
    const visitor = await this.stack.visitor(false, this.resolve);
    await eventually(() => podOf(visitor));
  }

  async dispose(): Promise<void> {
    await this.deployed?.dispose();
  }

  async during(disrupt: () => Promise<unknown>): Promise<Outcome> {
    return underLoad(
      { url: await this.stack.url(), resolve: this.resolve, clients: this.clients },
      disrupt,
    );
  }

  /** Disrupts it: nothing is lost, and nobody moves but away from a pod that ended, and from each such pod once. */
  async unharmedBy(disrupt: () => Promise<unknown>): Promise<Outcome> {
    const outcome = await this.during(disrupt);
    const { requests, lost, reasons, moves } = outcome;
    assert.equal(lost, 0, `${lost} of ${requests} requests: ${JSON.stringify(reasons)}`);
    assert.deepEqual(needlessMoves(moves, await addressesOf(this.stack)), []);
    return outcome;
  }

  async hasPods(count: number): Promise<void> {
    await eventually(async () => {
      assert.equal((await podsOf("hello", this.stack.namespace)).length, count);
    }, 60_000);
  }

  private get resolve(): readonly ResolveRule[] {
    return [resolveTo(this.controller, this.stack.host)];
  }
}
