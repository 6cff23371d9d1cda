import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  LocalWorkspace,
  type DestroyResult,
  type EngineEvent,
  type PreviewResult,
  type RefreshResult,
  type Stack,
  type UpResult,
} from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import type { ResolveRule } from "../../../verify/http/connectOptions";
import { Site } from "../../../verify/http/site";
import { Visitor } from "../../../verify/http/visitor";
import { helloIdentity } from "../../../verify/identity";
import { createRestrictedNamespace, deleteNamespace, podIdentities } from "./cluster";
import { platform, type PlatformUnderTest } from "./platform";
import { copyProgram, removeProgram } from "./programCopy";

/** Values of the program's config keys, without the namespace `sticky-session:`; undefined unsets one. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** An operation's result with the engine's events in their order. */
export type WithEvents<T> = T & { readonly events: readonly EngineEvent[] };

/** The platform's stack in a copy of the program, with a backend, a namespace and a host of its own. */
export class TestStack {
  /** Name of the application and of its objects. */
  app = "hello";

  private urlAsked: Promise<string> | undefined;
  /** Whose connections are closed in the end. */
  private readonly sites: Site[] = [];

  private constructor(
    /** The folder of the copy. */
    readonly folder: string,
    readonly namespace: string,
    /** A name that no other stack has. */
    private readonly label: string,
    private readonly ownsNamespace: boolean,
    private readonly platform: PlatformUnderTest,
    private readonly stack: Stack,
  ) {}

  /**
   * Makes the stack, and a restricted namespace where none is given; deploys nothing.
   *
   * @param settings in addition to those of the platform's stack; the host is chosen where none is given,
   *   and pods drain for the shortest time that there is, unless `drainSeconds` is given, also as undefined
   * @param on the platform @default - that of the run
   */
  static async create(
    settings: Settings = {},
    namespace?: string,
    on: PlatformUnderTest = platform,
  ): Promise<TestStack> {
    const name = `e2e-${randomBytes(4).toString("hex")}`;
    if (namespace === undefined) {
      await createRestrictedNamespace(name);
    }
    const folder = await copyProgram();
    const backend = join(folder, "backend");
    await mkdir(backend);
    const stack = await LocalWorkspace.createStack(
      { stackName: on.stack, workDir: folder },
      { envVars: { PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "test" } },
    );
    const owns = namespace === undefined;
    const created = new TestStack(folder, namespace ?? name, name, owns, on, stack);
    await created.configure({
      namespace: created.namespace,
      host: on.askedHost(name),
      ...(settings.drain === undefined && { drainSeconds: "7" }),
      ...settings,
    });
    return created;
  }

  /** Changes settings for the next operation. */
  async configure(settings: Settings): Promise<void> {
    this.app = settings.name ?? this.app;
    const { workspace, name } = this.stack;
    const stackSettings = await workspace.stackSettings(name);
    const changes = Object.entries(settings).map(([key, value]) => [
      `sticky-session:${key}`,
      value,
    ]);
    const changed = Object.entries({
      ...stackSettings.config,
      ...(Object.fromEntries(changes) as Settings),
    });
    const config = Object.fromEntries(changed.filter(([, value]) => value !== undefined));
    await workspace.saveStackSettings(name, { ...stackSettings, config });
  }

  /**
   * Takes the settings of a stack's file, but for host and namespace.
   *
   * @param settings in place of those of the file
   */
  async useFile(yaml: string, settings: Settings = {}): Promise<void> {
    const { config } = parse(yaml) as { config: Record<string, unknown> };
    const { workspace, name } = this.stack;
    const before = await workspace.stackSettings(name);
    const own = Object.entries(before.config ?? {}).filter(
      ([key]) => key.endsWith(":host") || key.endsWith(":namespace"),
    );
    await workspace.saveStackSettings(name, {
      ...before,
      config: { ...before.config, ...config, ...Object.fromEntries(own) },
    });
    const appName = config["sticky-session:name"];
    await this.configure({ ...(typeof appName === "string" && { name: appName }), ...settings });
  }

  /** Sets a key as `pulumi config set --secret` does. */
  async configureSecret(key: string, value: string): Promise<void> {
    await this.stack.setConfig(`sticky-session:${key}`, { value, secret: true });
  }

  /** The outputs' values. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs = Object.entries(await this.stack.outputs());
    return Object.fromEntries(outputs.map(([name, { value }]) => [name, value as unknown]));
  }

  up(): Promise<WithEvents<UpResult>> {
    return withEvents((onEvent) => this.stack.up({ onEvent }));
  }

  /** `PULUMI_K8S_ENABLE_PATCH_FORCE=true pulumi up --refresh`: takes over what others own. */
  async upTakingOver(): Promise<UpResult> {
    const { envVars } = this.stack.workspace;
    envVars.PULUMI_K8S_ENABLE_PATCH_FORCE = "true";
    try {
      return await this.stack.up({ refresh: true });
    } finally {
      delete envVars.PULUMI_K8S_ENABLE_PATCH_FORCE;
    }
  }

  /** `pulumi up --refresh`: looks at the cluster first. */
  upAfterRefresh(): Promise<WithEvents<UpResult>> {
    return withEvents((onEvent) => this.stack.up({ onEvent, refresh: true }));
  }

  /** `pulumi cancel`: takes away the lock of a command that was killed. */
  cancel(): Promise<void> {
    return this.stack.cancel();
  }

  /** `up` that rejects where it would change anything. */
  upWithoutChanges(): Promise<UpResult> {
    return this.stack.up({ expectNoChanges: true });
  }

  preview(): Promise<WithEvents<PreviewResult>> {
    return withEvents((onEvent) => this.stack.preview({ onEvent }));
  }

  /** `preview` that rejects where anything is planned. */
  previewWithoutChanges(): Promise<PreviewResult> {
    return this.stack.preview({ expectNoChanges: true });
  }

  refresh(): Promise<RefreshResult> {
    return this.stack.refresh();
  }

  /** `refresh` that rejects where the cluster differs from the state. */
  refreshWithoutChanges(): Promise<RefreshResult> {
    return this.stack.refresh({ expectNoChanges: true });
  }

  destroy(): Promise<DestroyResult> {
    return this.stack.destroy();
  }

  /** Where the application is to be found, unless its settings ask for another host. */
  get host(): string {
    return this.platform.host(this.label, this.app, this.namespace);
  }

  /** Who asks at the same time shares the answer: each is a process of `pulumi`, and a crowd of visitors asks at once. */
  url(): Promise<string> {
    this.urlAsked ??= this.askUrl().finally(() => {
      this.urlAsked = undefined;
    });
    return this.urlAsked;
  }

  private async askUrl(): Promise<string> {
    const url: unknown = (await this.stack.outputs()).url?.value;
    if (typeof url !== "string") {
      throw new Error("The stack has no output `url`.");
    }
    return url;
  }

  /** `name uid` and restarts of each pod of the application. */
  podIdentities(): Promise<string[]> {
    return podIdentities(this.app, this.namespace);
  }

  /** A new user of the site, with a cookie jar or without. @param resolve where connections go, instead of what DNS says */
  async visitor(keepsCookies: boolean, resolve: readonly ResolveRule[] = []): Promise<Visitor> {
    const { signal } = new AbortController();
    const url = new URL(await this.url());
    const site = new Site({ url, identity: helloIdentity, resolve, signal });
    this.sites.push(site);
    const send = await site.sender("new connections");
    return new Visitor({ send, cookieUrl: site.cookieUrl, keepsCookies });
  }

  /** Environment for a `pulumi` command of one's own in `folder`. */
  get environment(): Record<string, string> {
    return this.stack.workspace.envVars;
  }

  /**
   * Removes everything, whatever state it is in: nothing of a failed test reaches the next one. A namespace of its own
   * goes as a whole, in the background: `pulumi destroy` has suites of its own.
   */
  async dispose(): Promise<void> {
    try {
      await Promise.all(this.sites.map((site) => site.close()));
      if (this.ownsNamespace) {
        await deleteNamespace(this.namespace);
        await this.stack.workspace.removeStack(this.stack.name, { force: true });
      } else {
        await this.stack.destroy({ remove: true });
      }
    } finally {
      await removeProgram(this.folder);
    }
  }
}

async function withEvents<T extends object>(
  operation: (onEvent: (event: EngineEvent) => void) => Promise<T>,
): Promise<WithEvents<T>> {
  const events: EngineEvent[] = [];
  const result = await operation((event) => events.push(event));
  return { ...result, events };
}
