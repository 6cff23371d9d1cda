import { kubectl } from "../e2e/support/cluster";
import { shopImage } from "../e2e/support/shop";
import type { TestStack } from "../e2e/support/testStack";
import {
  forcedKill,
  nodeDrain,
  podDeletion,
  processKill,
  rollingRestart,
  scaleTo,
  scaling,
} from "./events";

/** What happens to the shop's pods. */
export interface ShopDisruption {
  readonly title: string;
  /** Of 100 who are logged in at least so many come to another pod: all whose pod ends. */
  readonly leastMoved: 0 | 1 | 100;
  readonly disrupt: (stack: TestStack) => Promise<unknown>;
}

/** In an order in which each leaves three pods of the shop behind. */
export const shopDisruptions: readonly ShopDisruption[] = [
  { title: "rolling restart", leastMoved: 100, disrupt: rollingRestart },
  { title: "pod deleted", leastMoved: 1, disrupt: podDeletion },
  {
    title: "3 to 5 to 2 pods",
    leastMoved: 1,
    async disrupt(stack) {
      await scaling(stack);
      await scaleTo(stack, 3);
    },
  },
  {
    title: "another image by `pulumi up`",
    leastMoved: 100,
    async disrupt(stack) {
      await stack.configure({ image: await otherImage(stack) });
      await stack.up();
    },
  },
  { title: "node drained", leastMoved: 100, disrupt: nodeDrain },
  { title: "pod killed (grace 0)", leastMoved: 1, disrupt: forcedKill },
  // The pod stays, and may be back before the proxy leaves it.
  { title: "kill -9 of the app", leastMoved: 0, disrupt: processKill },
];

/** The version that does not run now: also a second try changes the image. */
async function otherImage({ app, namespace }: TestStack): Promise<string> {
  const image = await kubectl([
    ...["get", `statefulset/${app}`, "--namespace", namespace],
    '--output=jsonpath={.spec.template.spec.containers[?(@.name=="application")].image}',
  ]);
  return shopImage(image === shopImage("1") ? "2" : "1");
}
