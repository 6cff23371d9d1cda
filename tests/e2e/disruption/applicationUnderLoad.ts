import assert from "node:assert/strict";
import { needlessMoves, type Outcome, underLoad } from "../../disruption/outcome";
import type { ResolveRule } from "../../../verify/http/connectOptions";
import { dialectOf } from "../controllers/promises";
import { podsOf } from "../support/cluster";
import { type LabController, resolveTo, setUp } from "../support/controllers";
import { addressesOf } from "../../disruption/events";
import { eventually } from "../support/eventually";
import { TestStack } from "../support/testStack";

const clients = 20;

/** What the program deploys, and the clients that use it. */
export class ApplicationUnderLoad {
  private deployed: TestStack | undefined;

  constructor(private readonly controller: LabController) {}

  get stack(): TestStack {
    return this.deployed ?? assert.fail("nothing is deployed");
  }

  async deploy(): Promise<void> {
    await setUp(this.controller);
    this.deployed = await TestStack.create({
      drainSeconds: undefined,
      ...this.controller.settings,
    });
    await this.stack.up();
  }

  async dispose(): Promise<void> {
    await this.deployed?.dispose();
  }

  async during(disrupt: () => Promise<unknown>): Promise<Outcome> {
    const pods = (await addressesOf(this.stack)).length;
    const use = { url: await this.stack.url(), resolve: this.resolve, clients, pods };
    return underLoad(use, disrupt);
  }

  /** Disrupts it: nothing is lost, and with strong affinity nobody moves but away from a pod that ended, and from each such pod once. */
  async unharmedBy(disrupt: () => Promise<unknown>): Promise<Outcome> {
    const outcome = await this.during(disrupt);
    const { requests, lost, reasons, moves } = outcome;
    assert.equal(lost, 0, `${lost} of ${requests} requests: ${JSON.stringify(reasons)}`);
    // With hashing each change of the pods moves some clients between those that stay.
    if (dialectOf(this.controller).promises.affinity === "strong") {
      assert.deepEqual(needlessMoves(moves, await addressesOf(this.stack)), []);
    }
    return outcome;
  }

  /** As `unharmedBy`, where every pod ends: all clients have moved. */
  async everybodyMovesAt(disrupt: () => Promise<unknown>): Promise<void> {
    const { moves } = await this.unharmedBy(disrupt);
    assert.equal(new Set(moves.map(({ client }) => client)).size, clients);
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
