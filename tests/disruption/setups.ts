import type { ResolveRule } from "../../verify/http/connectOptions";
import { untilNamespacesAreGone } from "../e2e/support/cluster";
import { type LabController, resolveTo } from "../e2e/support/controllers";
import { platformNamed } from "../e2e/support/platform";
import { TestStack } from "../e2e/support/testStack";
import { otherImage } from "../e2e/support/otherImage";
import type { Target } from "./disruptions";
import { deployPlain } from "./plain";

/** An application on the cluster. */
export interface Deployed extends Target {
  readonly url: string;
  readonly resolve: readonly ResolveRule[];
  dispose(): Promise<void>;
}

/** Removes it, and waits until it is gone: what ends would take of the processors while the next one is measured. */
export async function removed(deployed: Pick<Deployed, "dispose">): Promise<void> {
  await deployed.dispose();
  await untilNamespacesAreGone();
}

/** A way to run the same application behind the same controller, with affinity. */
export interface Setup {
  readonly id: string;
  readonly title: string;
  deploy(controller: LabController): Promise<Deployed>;
}

/** What the program deploys, as it is without further settings. */
const program: Setup = {
  id: "program",
  title: "this program",
  async deploy(controller) {
    const on = platformNamed(controller.platform);
    const settings = { drainSeconds: undefined, ...controller.settings };
    const stack = await TestStack.create(settings, undefined, on);
    try {
      await stack.up();
      const { app, namespace, host } = stack;
      return {
        ...{ app, namespace, url: await stack.url(), resolve: [resolveTo(controller, host)] },
        async changeImage() {
          await stack.configure({ image: otherImage });
          await stack.up();
        },
        dispose: () => stack.dispose(),
      };
    } catch (error) {
      await stack.dispose();
      throw error;
    }
  },
};

/** The common advice. */
const sleep: Setup = {
  id: "sleep",
  title: "readiness probe and preStop sleep",
  deploy: (controller) =>
    deployPlain(controller, {
      readinessProbe: {
        httpGet: { path: "/", port: "http" },
        periodSeconds: 5,
        failureThreshold: 1,
      },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    }),
};

/** A StatefulSet as in the tutorial, which says nothing of probes. */
const tutorial: Setup = {
  id: "tutorial",
  title: "the tutorial's",
  deploy: (controller) => deployPlain(controller, {}),
};

export const setups: readonly Setup[] = [program, sleep, tutorial];
