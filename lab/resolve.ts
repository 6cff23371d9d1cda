import { buildProgram } from "./builds/build";
import { run } from "./command";
import { buildImage } from "./images/image";
import { debianPrograms } from "./packages";
import type { Programs, Versions } from "./programs";
import type { Progress } from "./progress/progress";
import { pulumiToolchain } from "./pulumi/toolchain";
import type { Report } from "./report";
import { runSteps, type Step } from "./steps";
import { abandonable } from "./wait";

/** A step that makes one value. */
class Making<T> implements Step {
  value!: T;

  constructor(
    readonly name: string,
    readonly needs: readonly string[],
    private readonly make: (report: Report) => Promise<T>,
  ) {}

  async run(report: Report): Promise<void> {
    this.value = await this.make(report);
  }
}

/**
 * Unpacks, builds and makes everything that the lab runs, as far as it is not there from before.
 *
 * @param signal - gives it up at once; builds go on until this process ends
 */
export async function resolvePrograms(progress: Progress, signal: AbortSignal): Promise<Programs> {
  const debian = new Making("Debian programs", [], debianPrograms);
  // One build after the other: each uses every core by itself.
  const kubernetes = new Making("Kubernetes", [], async (report) =>
    buildProgram("kubernetes", report),
  );
  const traefik = new Making("Traefik", [kubernetes.name], async (report) =>
    buildProgram("traefik", report),
  );
  const coredns = new Making("CoreDNS", [traefik.name], async (report) =>
    buildProgram("coredns", report),
  );
  const pulumi = new Making("Pulumi", [coredns.name], pulumiToolchain);
  const sandbox = new Making("image sandbox", [coredns.name], async (report) =>
    buildImage("sandbox", report),
  );
  const hello = new Making("image hello", [debian.name], async (report) =>
    buildImage("hello", report),
  );
  const versions = new Making("versions", [debian.name, coredns.name], async () =>
    versionsOf(
      debian.value.etcd,
      debian.value.containerd,
      kubernetes.value,
      coredns.value,
      traefik.value,
    ),
  );
  const steps = [debian, kubernetes, traefik, coredns, pulumi, sandbox, hello, versions];
  await abandonable(runSteps(steps, progress(steps.map(({ name }) => name)), signal), signal);
  return {
    debian: debian.value,
    kubernetes: kubernetes.value,
    coredns: coredns.value,
    traefik: traefik.value,
    images: { hello: hello.value, sandbox: sandbox.value },
    pulumi: pulumi.value.path,
    versions: versions.value,
  };
}

async function versionsOf(
  etcd: string,
  containerd: string,
  kubernetes: string,
  coredns: string,
  traefik: string,
): Promise<Versions> {
  const version = async (program: string, ...args: string[]) =>
    /\d+\.\d+\.\d+/.exec(await run(program, args))?.[0] ?? "unknown";
  const [ofEtcd, ofContainerd, ofKubernetes, ofCoredns, ofTraefik] = await Promise.all([
    version(etcd, "--version"),
    version(containerd, "--version"),
    version(kubernetes, "kubelet", "--version"),
    version(coredns, "-version"),
    version(traefik, "version"),
  ]);
  return {
    etcd: ofEtcd,
    containerd: ofContainerd,
    kubernetes: ofKubernetes,
    coredns: ofCoredns,
    traefik: ofTraefik,
  };
}
