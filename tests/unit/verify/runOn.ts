import assert from "node:assert/strict";
import type { Check, CheckSettings } from "../../../verify/checks/check";
import { type CheckResult, runCheck } from "../../../verify/checks/runCheck";
import { PodDirectory } from "../../../verify/cluster/podDirectory";
import { Site, type SiteArgs } from "../../../verify/http/site";
import { Samples } from "../../../verify/samples";
import { takeSurvey } from "../../../verify/survey";
import { directly } from "./directTransport";
import { FakeSite } from "./fakeSite";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";
import { fakeTarget, settings, type TargetArgs } from "./fakeTarget";

export interface RunOnArgs extends Partial<Omit<TargetArgs, "pods">> {
  readonly behaviour?: FakeSiteBehaviour;
  readonly settings?: Partial<CheckSettings>;
  /** Whether the cluster is at hand. @default true */
  readonly cluster?: boolean;
  readonly replicas?: number;
  /** The path of the URL. @default "/" */
  readonly path?: string;
  /** @default 0.999999 */
  readonly confidence?: number;
  /** What happens to the site before it is looked at. */
  readonly before?: (site: FakeSite) => void;
  readonly signal?: AbortSignal;
  /** Whether the site is asked without a network between, which costs a tenth. @default false */
  readonly direct?: boolean;
  /** What else the user may say of the requests. */
  readonly site?: Partial<SiteArgs>;
}

/** Runs one check against a fake site. */
export async function runOn(check: Check, args: RunOnArgs = {}): Promise<CheckResult> {
  const [result] = await runAllOn([check], args);
  assert.ok(result);
  return result;
}

/** Runs checks against one fake site, one after the other. */
export async function runAllOn(
  checks: readonly Check[],
  args: RunOnArgs = {},
): Promise<CheckResult[]> {
  const fake = new FakeSite(args.behaviour);
  const url = args.url ?? (await fake.start(args.path));
  args.before?.(fake);
  const signal = args.signal ?? new AbortController().signal;
  const target = fakeTarget({ ...args, url, ...(args.cluster !== false && { pods: fake }) });
  const directory = new PodDirectory(target.cluster?.pods);
  const all = { ...settings, ...args.settings };
  const { identity, insecure } = all;
  const site = new Site({
    ...{ url, identity, insecure, signal },
    ...(args.direct && { transport: directly(fake.proxy) }),
    ...args.site,
  });
  const samples = new Samples(args.confidence ?? 0.999999);
  try {
    const survey = await takeSurvey({
      ...{ target, site, directory, resolve: [], samples },
      ...(args.replicas !== undefined && { replicas: args.replicas }),
    });
    const results: CheckResult[] = [];
    for (const check of checks) {
      const context = { target, survey, samples, directory, settings: all, site, signal };
      results.push(await runCheck(check, context));
    }
    return results;
  } finally {
    await site.close();
    await fake.stop().catch(() => undefined);
  }
}
