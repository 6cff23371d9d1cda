import assert from "node:assert/strict";
import {
  forcedKill,
  nodeDrain,
  podDeletion,
  processKill,
  rollingRestart,
} from "../../disruption/events";
import type { Outcome } from "../../disruption/outcome";
import { ApplicationUnderLoad } from "../support/applicationUnderLoad";
import { labControllers, titleOf, withControllers } from "../support/controllers";
import { platform } from "../support/platform";

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

function endsOfEveryPod(application: ApplicationUnderLoad): void {
  const everybodyMoved = ({ moves }: Outcome) => {
    assert.equal(new Set(moves.map(({ client }) => client)).size, application.clients);
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
