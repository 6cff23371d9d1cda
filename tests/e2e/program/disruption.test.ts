import assert from "node:assert/strict";
import {
  addressesOf,
  forcedKill,
  nodeDrain,
  podDeletion,
  processKill,
  rollingRestart,
} from "../../disruption/events";
import type { ResolveRule } from "../../../verify/http/connectOptions";
import { needlessMoves, type Outcome, underLoad } from "../../disruption/outcome";
import { podsOf } from "../support/cluster";
import {
  type LabController,
  labControllers,
  resolveTo,
  setUp,
  titleOf,
  withControllers,
} from "../support/controllers";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { TestStack } from "../support/testStack";
import { podOf } from "../support/visits";

const clients = 20;

/** Of controllers that come to know of a pod's end in the same way, one. */
const controllers = labControllers.filter(
  ({ id, ...each }) => each.platform === platform.name && id !== "traefik-ingress-nginx",
);

describe("under load", function () {
  this.timeout(600_000);
  // What is lost once in a while is lost.
  this.retries(0);
  let restore: () => Promise<void>;

  before(async () => {
    restore = await withControllers(platform.name, controllers);
  });
  after(() => restore());

  for (const controller of controllers) {
    describe(`behind ${titleOf(controller)}`, () => {
      const application = new ApplicationUnderLoad(controller);
      before(() => application.deploy());
      after(() => application.dispose());
      endsOfEveryPod(application);
      // The other controllers' figures for these are in docs/zero-loss.md; here they would take too long.
      if (controller.id === "traefik") {
        otherDisruptions(application);
      }
    });
  }
});

/** What the program deploys, and the clients that use it. */
class ApplicationUnderLoad {
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
    const visitor = await this.stack.visitor(false, this.resolve);
    await eventually(() => podOf(visitor));
  }

  async dispose(): Promise<void> {
    await this.deployed?.dispose();
  }

  async during(disrupt: () => Promise<unknown>): Promise<Outcome> {
    return underLoad({ url: await this.stack.url(), resolve: this.resolve, clients }, disrupt);
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

function endsOfEveryPod(application: ApplicationUnderLoad): void {
  const everybodyMoved = ({ moves }: Outcome) => {
    assert.equal(new Set(moves.map(({ client }) => client)).size, clients);
  };

  it("the drain of the node by eviction loses nothing, and moves everybody", async () => {
    everybodyMoved(await application.unharmedBy(() => nodeDrain(application.stack)));
  });

  it("`pulumi up` with another image loses nothing, and moves everybody", async () => {
    const { stack } = application;
    await stack.configure({ image: "docker.io/nginxdemos/nginx-hello:plain-text-2" });
    everybodyMoved(await application.unharmedBy(() => stack.up()));
  });
}

function otherDisruptions(application: ApplicationUnderLoad): void {
  it("a rolling restart loses nothing", async () => {
    await application.unharmedBy(() => rollingRestart(application.stack));
  });

  it("the deletion of a pod loses nothing", async () => {
    await application.unharmedBy(() => podDeletion(application.stack));
  });

  it("`pulumi up` from 3 pods to 5 loses nothing and moves nobody", async () => {
    const { stack } = application;
    await stack.configure({ replicas: "5" });
    const { moves } = await application.unharmedBy(() => stack.up());
    assert.deepEqual(moves, []);
  });

  it("`pulumi up` from 5 pods to 2 loses nothing", async () => {
    const { stack } = application;
    await stack.configure({ replicas: "2" });
    await application.unharmedBy(async () => {
      await stack.up();
      await application.hasPods(2);
    });
  });

  // What these lose depends on the moment: docs/zero-loss.md has the figures.
  for (const [title, disrupt] of [
    ["a pod that is killed without time to end", forcedKill],
    ["an application that is killed", processKill],
  ] as const) {
    it(`${title} is left: all is well soon after`, async () => {
      await application.during(() => disrupt(application.stack));
      const { lost } = await application.during(() => Promise.resolve());
      assert.equal(lost, 0);
    });
  }
}
