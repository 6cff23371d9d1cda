import type { LabController } from "../e2e/support/controllers";
import { kubectl } from "../e2e/support/cluster";
import { deployShop, shopImage } from "../e2e/support/shop";
import type { Settings } from "../e2e/support/testStack";
import { resolveTo } from "../e2e/support/controllers";
import { deployPlain } from "./plain";
import type { Deployed } from "./setups";

/** A way to run the shop, with sessions in its memory alone. */
export interface SessionSetup {
  readonly id: string;
  readonly title: string;
  /** Whether sessions cannot all be kept by it. @default false */
  readonly isLimit?: boolean;
  deploy(controller: LabController): Promise<Deployed>;
}

/** The settings of a pod that waits for its sessions. */
export const waitsForSessions = {
  drain: "sessions",
  sessionSeconds: "120",
  sessionsPath: "/sessions",
} as const;

const waiting: SessionSetup = {
  id: "sessions",
  title: "drain: sessions",
  deploy: (controller) => deploy(controller, { ...waitsForSessions }),
};

/** Some users stay for longer than the pod waits. */
const waitingBriefly: SessionSetup = {
  id: "brief",
  title: "drain: sessions, 15 s at most",
  isLimit: true,
  deploy: (controller) => deploy(controller, { ...waitsForSessions, sessionSeconds: "15" }),
};

const gate: SessionSetup = {
  id: "gate",
  title: "drain: gate",
  deploy: (controller) => deploy(controller, { drain: "gate" }),
};

/** The common advice. */
const sleep: SessionSetup = {
  id: "sleep",
  title: "readiness probe and preStop sleep",
  async deploy(controller) {
    const deployed = await deployPlain(controller, {
      image: shopImage("1"),
      readinessProbe: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    });
    const { app, namespace } = deployed;
    return {
      ...deployed,
      async changeImage() {
        const inNamespace = ["--namespace", namespace];
        await kubectl([
          "set",
          "image",
          `statefulset/${app}`,
          ...inNamespace,
          `${app}=${shopImage("2")}`,
        ]);
        await kubectl(["rollout", "status", `statefulset/${app}`, ...inNamespace, "--timeout=5m"]);
      },
    };
  },
};

export const sessionSetups: readonly SessionSetup[] = [waiting, waitingBriefly, gate, sleep];

/** The shop by the program, behind a controller. */
export async function deploy(controller: LabController, settings: Settings): Promise<Deployed> {
  const shop = await deployShop(undefined, settings, controller);
  return {
    ...shop,
    url: await shop.stack.url(),
    resolve: [resolveTo(controller, shop.stack.host)],
  };
}
