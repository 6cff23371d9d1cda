import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { Client, reachedAt } from "./client";
import { kubectl } from "./cluster";
import type { LabController } from "./controllers";
import { eventually } from "./eventually";
import { LocalVolume } from "./localVolume";
import { type Settings, TestStack } from "./testStack";

/** The example with a login and a cart on the cluster, as its README deploys it. */
export interface Shop {
  /** Name of the application and of its objects. */
  readonly app: string;
  readonly namespace: string;
  readonly stack: TestStack;
  /** What happened while it was deployed. */
  readonly events: readonly EngineEvent[];
  /** Updates it to its other version, by `pulumi up`. */
  changeImage(): Promise<void>;
  dispose(): Promise<void>;
}

/** The image of a version; the versions do the same. */
export function shopImage(version: "1" | "2"): string {
  return `localhost/sticky-session/shop:${version}`;
}

async function changeImage(stack: TestStack): Promise<void> {
  const image = await kubectl([
    ...["get", `statefulset/${stack.app}`, "--namespace", stack.namespace],
    '--output=jsonpath={.spec.template.spec.containers[?(@.name=="application")].image}',
  ]);
  // The version that does not run now: also a second try changes the image.
  await stack.configure({ image: shopImage(image === shopImage("1") ? "2" : "1") });
  await stack.up();
}

/**
 * Deploys the shop, and waits until users can come.
 *
 * @param controller what is in front of it @default - that of the platform's stack
 */
export async function deployShop(
  storePassword?: string,
  settings: Settings = {},
  controller?: LabController,
): Promise<Shop> {
  const stack = await TestStack.create({
    image: shopImage("1"),
    probePath: "/healthz",
    ...controller?.settings,
    ...settings,
  });
  let volume: LocalVolume | undefined;
  const dispose = async () => {
    await stack.dispose();
    await volume?.dispose();
  };
  try {
    if (storePassword !== undefined) {
      // The lab has no storage class: the claim finds a volume that was made for it.
      volume = await LocalVolume.create(`${stack.namespace}-store`, {
        namespace: stack.namespace,
        claim: "data-hello-session-store-0",
      });
      await stack.configure({ sessionStore: "valkey", sessionStoreClass: volume.storageClass });
      await stack.configureSecret("sessionStorePassword", storePassword);
    }
    const { events } = await stack.up();
    const url = await stack.url();
    await eventually(async () => {
      assert.equal((await new Client(url, reachedAt(controller?.address)).get("/")).status, 200);
    });
    const { app, namespace } = stack;
    return { app, namespace, stack, events, changeImage: () => changeImage(stack), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
