import { shellWord } from "../../components/affinity/shellWord";
import { reachCluster } from "../cluster/kubeConfig";
import type { VerifyOptions } from "../options";
import { VerifyError } from "../verifyError";
import { appsIn, contextsIn, type DeployedApp } from "./deployed";
import { exportStack } from "./pulumi";
import { stackTarget, type Target, urlTarget } from "./target";

/**
 * What the options name, as it is deployed now.
 *
 * @throws VerifyError when it cannot be found
 */
export async function findTarget(options: VerifyOptions, signal: AbortSignal): Promise<Target> {
  const { stack, url, service, cookie, controller, resolve } = options;
  if (stack !== undefined) {
    const state = await exportStack(stack, signal);
    const [context] = [...contextsIn(state)];
    return stackTarget(
      chooseApp(appsIn(state), stack, options.app),
      await reachCluster(options.context ?? context),
      url,
    );
  }
  if (!url) {
    throw new VerifyError("Neither a stack nor a URL is given.", "wrong usage");
  }
  return urlTarget({
    ...{ url, resolve },
    ...(cookie !== undefined && { cookieName: cookie }),
    ...(controller !== undefined && { controller }),
    ...(service && {
      inCluster: { kubeConfig: await reachCluster(options.context), service },
    }),
  });
}

/** The application of that name, or the only one. */
export function chooseApp(
  apps: readonly DeployedApp[],
  stack: string,
  name: string | undefined,
): DeployedApp {
  const names = apps.map((app) => app.name).join(", ");
  if (apps.length === 0) {
    throw new VerifyError(
      `The stack ${stack} has no application that is deployed: pulumi up --stack ${shellWord(stack)}. For an application of another kind: --url.`,
    );
  }
  const [only, ...others] = apps;
  if (name === undefined && only && others.length === 0) {
    return only;
  }
  const named = apps.find((app) => app.name === name);
  if (!named) {
    throw new VerifyError(
      name === undefined
        ? `The stack ${stack} has several applications: ${names}. Choose one with --app NAME.`
        : `The stack ${stack} has no application ${name}. Applications: ${names}.`,
      "wrong usage",
    );
  }
  return named;
}
