import { buildProgram } from "../builds/build";
import { routeDefinition } from "../builds/routeDefinition";
import { run } from "../process/command";
import { haproxyProgram } from "./haproxy";
import { contourPrograms, contourVersion } from "./contour";
import { envoyWheel } from "./envoy";
import { envoyGatewayPrograms, envoyGatewayVersion } from "./envoyGateway";
import { istioPrograms, istioVersion } from "./istio";
import { haproxyIngressPrograms, haproxyIngressVersion } from "./haproxyIngress";
import type { Addon } from "../addons";
import { helloCertificate } from "../images/helloHttps/certificate";
import { buildImage } from "../images/image";
import { debianPrograms } from "./debianPrograms";
import type { Platform } from "../platform";
import type { OpenShiftPrograms, Programs, Versions } from "./programs";
import type { Progress } from "../progress/progress";
import { pulumiToolchain } from "../pulumi/toolchain";
import type { Report } from "../progress/report";
import { routerProgram } from "./router";
import { traefikProgram } from "./traefik";
import { runSteps, type Step } from "../progress/steps";
import { abandonable } from "../process/wait";

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
export async function resolvePrograms(
  platform: Platform,
  addons: readonly Addon[],
  progress: Progress,
  signal: AbortSignal,
): Promise<Programs> {
  const debian = new Making("Debian programs", [], debianPrograms);
  // One build after the other: each uses every core by itself.
  const kubernetes = new Making("Kubernetes", [], async (report) =>
    buildProgram("kubernetes", report),
  );
  const coredns = new Making("CoreDNS", [kubernetes.name], async (report) =>
    buildProgram("coredns", report),
  );
  const traefik = new Making("Traefik", [], traefikProgram);
  const openshift = new Making("OpenShift's parts", [debian.name], openShiftPrograms);
  const proxy = platform === "kubernetes" ? traefik : openshift;
  const haproxyIngress = new Making("haproxy-ingress", [proxy.name], haproxyIngressPrograms);
  const contour = new Making("Contour", [proxy.name], contourPrograms);
  const envoyGateway = new Making("Envoy Gateway", [proxy.name], envoyGatewayPrograms);
  const istio = new Making("Istio", [proxy.name], istioPrograms);
  const has = (addon: Addon) => addons.includes(addon);
  const added = [
    ...(has("haproxy-ingress") ? [haproxyIngress] : []),
    ...(has("contour") ? [contour] : []),
    ...(has("envoy-gateway") ? [envoyGateway] : []),
    ...(has("istio") ? [istio] : []),
  ];
  const pulumi = new Making("Pulumi", [coredns.name, proxy.name], pulumiToolchain);
  const sandbox = new Making("image sandbox", [coredns.name], async (report) =>
    buildImage("sandbox", report),
  );
  const hello = new Making("image hello", [debian.name], async (report) =>
    buildImage("hello", report),
  );
  const gate = new Making("image gate", [debian.name], async (report) =>
    buildImage("gate", report),
  );
  const store = new Making("image store", [debian.name], async (report) =>
    buildImage("store", report),
  );
  const shop = new Making("image shop", [debian.name], async (report) =>
    buildImage("shop", report),
  );
  const helloHttps = new Making("image hello-https", [hello.name], async (report) =>
    buildImage("helloHttps", report),
  );
  const proxyPrograms = () =>
    proxy === traefik ? { traefik: traefik.value } : { openshift: openshift.value };
  const versions = new Making("versions", [debian.name, coredns.name, proxy.name], async () =>
    versionsOf({
      debian: debian.value,
      kubernetes: kubernetes.value,
      coredns: coredns.value,
      ...proxyPrograms(),
    }),
  );
  const steps = [
    ...[debian, kubernetes, coredns, proxy, ...added, pulumi],
    ...[sandbox, hello, helloHttps, gate, store, shop, versions],
  ];
  await abandonable(runSteps(steps, progress(steps.map(({ name }) => name)), signal), signal);
  return {
    platform,
    addons,
    debian: debian.value,
    kubernetes: kubernetes.value,
    coredns: coredns.value,
    ...proxyPrograms(),
    ...(has("haproxy-ingress") && { haproxyIngress: haproxyIngress.value }),
    ...(has("contour") && { contour: contour.value }),
    ...(has("envoy-gateway") && { envoyGateway: envoyGateway.value }),
    ...(has("istio") && { istio: istio.value }),
    images: {
      gate: gate.value,
      hello: hello.value,
      helloHttps: helloHttps.value,
      sandbox: sandbox.value,
      shop: shop.value,
      store: store.value,
    },
    pulumi: pulumi.value.path,
    versions: {
      ...versions.value,
      ...(has("haproxy-ingress") && { haproxyIngress: await haproxyIngressVersion() }),
      ...(has("contour") && { contour: await contourVersion() }),
      ...(has("envoy-gateway") && { envoyGateway: await envoyGatewayVersion() }),
      ...(has("istio") && { istio: await istioVersion() }),
      ...((has("contour") || has("envoy-gateway") || has("istio")) && {
        envoy: envoyWheel.version,
      }),
    },
  };
}

async function openShiftPrograms(report: Report): Promise<OpenShiftPrograms> {
  return {
    router: await routerProgram(report),
    haproxy: await haproxyProgram(report),
    routeDefinition: await routeDefinition(report),
    helloCertificate: (await helloCertificate()).certificate,
  };
}

async function versionsOf({
  debian,
  kubernetes,
  coredns,
  traefik,
  openshift,
}: Pick<
  Programs,
  "debian" | "kubernetes" | "coredns" | "traefik" | "openshift"
>): Promise<Versions> {
  const version = async (program: string, ...args: string[]) =>
    /\d+\.\d+\.\d+/.exec(await run(program, args))?.[0] ?? "unknown";
  const [ofEtcd, ofContainerd, ofKubernetes, ofCoredns, ofTraefik, ofHaproxy] = await Promise.all([
    version(debian.etcd, "--version"),
    version(debian.containerd, "--version"),
    version(kubernetes, "kubelet", "--version"),
    version(coredns, "-version"),
    traefik && version(traefik, "version"),
    openshift && version(openshift.haproxy, "-v"),
  ]);
  return {
    etcd: ofEtcd,
    containerd: ofContainerd,
    kubernetes: ofKubernetes,
    coredns: ofCoredns,
    ...(ofTraefik && { traefik: ofTraefik }),
    ...(ofHaproxy && { haproxy: ofHaproxy }),
  };
}
