import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyExposure } from "../../../components/stickyExposure";
import { messageOf } from "../support/attempt";
import { fakeApiServer } from "../support/fakeApiServer";
import { selfSigned } from "../support/certificate";
import { run } from "../support/mocks";
import { refuses, refusal, k8s, withSecrets } from "../config/config";
import { application, deploy, namesOf, onKubernetes, service } from "./cluster";

describe("the refusal of settings: an application that is there already", () => {
  refuses([
    ...(
      [
        ["image", "app:2", '"app:2"'],
        ["replicas", "5", "5"],
        ["probePath", "/healthy", '"/healthy"'],
        ["drain", "gate", '"gate"'],
        ["environment", '{"MODE":"production"}', '{"MODE":"production"}'],
        ["networkPolicy", "true", "true"],
        ["pathPorts", '{"/websocket":"8072"}', '{"/websocket":"8072"}'],
      ] as const
    ).map(
      ([key, value, got]) =>
        [
          `${key}, which is the pods'`,
          { ...k8s, existingService: "store/web", [key]: value },
          `sticky-session:${key}
  got:      ${got}
  problem:  it has no effect with existingService: the pods are there already, and not changed
  allowed:  unset; or set in the application's own manifest or Helm values
  fix:      pulumi config rm ${key} --stack test`,
        ] as [string, Record<string, string | undefined>, string],
    ),
    [
      "gRPC",
      { ...k8s, existingService: "store/web", protocol: "grpc" },
      `sticky-session:protocol
  got:      "grpc"
  problem:  gRPC clients keep no cookies, so that none of them could stay on its pod by one; an HTTPRoute or Ingress of this program would spread them silently
  allowed:  http, also for gRPC-Web; a gRPC client chooses its pod itself, by the names that the headless Service gives them
  fix:      pulumi config set protocol http --stack test`,
    ],
    [
      "a certificate without its key",
      {
        ...{ platform: "openshift", existingService: "store/web" },
        ...{ tls: "edge", tlsCertificate: selfSigned().cert },
      },
      `sticky-session:tlsKey
  got:      nothing
  problem:  the router needs the key of tlsCertificate
  allowed:  a private key as PEM, without a passphrase: -----BEGIN PRIVATE KEY-----
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
    [
      "annotations of a Service that is not changed",
      {
        ...{ ...k8s, controller: "haproxy-ingress", existingService: "store/web" },
        serviceAnnotations: '{"example.com/team":"shop"}',
      },
      `sticky-session:serviceAnnotations
  got:      {"example.com/team":"shop"}
  problem:  the Service is there already, and not changed
  allowed:  unset; or set on the Service by who owns it
  fix:      pulumi config rm serviceAnnotations --stack test`,
    ],
    ...["false", "often"].map(
      (watchPods) =>
        [
          `the wait for pods that others start: ${watchPods}`,
          { ...k8s, existingService: "store/web", watchPods },
          `sticky-session:watchPods
  got:      ${watchPods === "false" ? watchPods : JSON.stringify(watchPods)}
  problem:  it has no effect with existingService: the pods are there already, and not changed
  allowed:  unset
  fix:      pulumi config rm watchPods --stack test`,
        ] as [string, Record<string, string | undefined>, string],
    ),
    [
      "a workload's setting beside a selector",
      { ...k8s, selector: '{"app":"web"}', replicas: "2" },
      `sticky-session:replicas
  got:      2
  problem:  it has no effect with selector: the pods are there already, and not changed
  allowed:  unset; or set in the application's own manifest or Helm values
  fix:      pulumi config rm replicas --stack test`,
    ],
    [
      "a port without a Service",
      { ...k8s, existingServicePort: "web" },
      `sticky-session:existingService
  got:      nothing
  allowed:  NAME or NAMESPACE/NAME of a Service (kubectl get services --all-namespaces lists them)
  fix:      pulumi config set existingService '<name>' --stack test`,
    ],
    [
      "a reference that is none",
      { ...k8s, existingService: "a/b/c" },
      `sticky-session:existingService
  got:      "a/b/c"
  allowed:  NAME or NAMESPACE/NAME of a Service (kubectl get services --all-namespaces lists them)
  fix:      pulumi config set existingService '<name>' --stack test`,
    ],
    [
      "a namespace in it that is none",
      { ...k8s, existingService: "Store/web" },
      `sticky-session:existingService
  got:      "Store"
  allowed:  the name of a namespace
  fix:      pulumi config set existingService '<namespace>' --stack test`,
    ],
    ...["0", "65536", "a_b", "-"].map(
      (port) =>
        [
          `the port ${port}`,
          { ...k8s, existingService: "store/web", existingServicePort: port },
          `sticky-session:existingServicePort
  got:      "${port}"
  allowed:  the name of a port, or its number from 1 to 65535
  fix:      pulumi config set existingServicePort '<port>' --stack test`,
        ] as [string, Record<string, string | undefined>, string],
    ),
    [
      "another namespace than the Service's",
      { ...k8s, existingService: "store/web", namespace: "other" },
      `sticky-session:namespace
  got:      "other"
  problem:  all is made beside the Service, which is in store
  allowed:  unset with existingService
  fix:      pulumi config rm namespace --stack test`,
    ],
    [
      "the pods' port beside a Service",
      { ...k8s, existingService: "store/web", port: "9000" },
      `sticky-session:port
  got:      9000
  problem:  it has no effect with existingService; existingServicePort chooses
  allowed:  unset with existingService
  fix:      pulumi config rm port --stack test`,
    ],
    [
      "a selector beside a Service",
      { ...k8s, existingService: "store/web", selector: '{"app":"web"}' },
      `sticky-session:selector
  got:      {"app":"web"}
  problem:  existingService has a selector of its own
  allowed:  unset with existingService
  fix:      pulumi config rm selector --stack test`,
    ],
    [
      "what has no cookies",
      { ...k8s, existingService: "store/web", protocol: "grpc" },
      `sticky-session:protocol
  got:      "grpc"
  problem:  gRPC clients keep no cookies, so that none of them could stay on its pod by one; an HTTPRoute or Ingress of this program would spread them silently
  allowed:  http, also for gRPC-Web; a gRPC client chooses its pod itself, by the names that the headless Service gives them
  fix:      pulumi config set protocol http --stack test`,
    ],
    [
      "a selector without labels",
      { ...k8s, selector: "{}" },
      `sticky-session:existingService
  got:      nothing
  problem:  nothing says which application it is
  allowed:  the name of its Service; or selector, with at least one label of its pods, in its place
  fix:      pulumi config set existingService '<name>' --stack test`,
    ],
  ]);

  describe("with a secret", () => {
    withSecrets("sessionStorePassword");
    it("does not show a secret that has no effect", async () => {
      const message = await refusal({
        ...{ ...k8s, existingService: "store/web" },
        ...{ sessionStorePassword: "correct horse battery" },
      });
      assert.match(message, /sessionStorePassword\n {2}got: {6}"\[secret\]"/);
    });
  });

  it("takes the ports at both ends", async () => {
    for (const port of ["1", "65535", "a"]) {
      const message = await refusal({
        ...{ ...k8s, existingService: "store/web", existingServicePort: port },
        replicas: "1",
      });
      assert.doesNotMatch(message, /existingServicePort/);
    }
  });

  it("refuses a namespace that is known only later", async () => {
    await run(() => {
      assert.throws(
        () =>
          new StickyExposure("shop", {
            ...{ ...onKubernetes, namespace: pulumi.output("store"), service: { name: "web" } },
          }),
        /^Error: StickyExposure "shop" has 1 problem; nothing was changed\.\n\nnamespace\n {2}got: {6}an Output\n {2}problem: {2}the Service is read before anything is made, so its namespace has to be known/,
      );
    });
  });

  it("knows no Service in the arguments of StickyApp, and no workload in its own", async () => {
    await run(() => {
      const args = { ...onKubernetes, service: { name: "web" }, image: "app:1" };
      assert.throws(
        () => new StickyExposure("shop", args),
        /\nimage\n {2}got: {6}"app:1"\n {2}problem: {2}it has no effect with service\.name/,
      );
    });
  });
});

/** What is refused when the cluster was asked: its answers, the configuration, the message below the heading. */
const refused: Readonly<
  Record<string, { found?: object | "none"; config?: Record<string, string>; message: string }>
> = {
  "a Service that is not there": {
    found: "none",
    message: `sticky-session:existingService
  got:      "store/web"
  problem:  the namespace store has no Service web
  allowed:  NAME or NAMESPACE/NAME of a Service that is there
  fix:      kubectl get services --namespace store`,
  },
  "an ExternalName": {
    found: service({ type: "ExternalName", externalName: "example.com", selector: undefined }),
    message: `sticky-session:existingService
  got:      "store/web"
  problem:  the Service store/web is an ExternalName, another name for a host elsewhere: it has no pods to keep clients on
  allowed:  a Service with a selector, whose pods are in the cluster
  fix:      kubectl get services --namespace store --output wide   # SELECTOR tells which have one`,
  },
  "a headless Service without a selector": {
    found: service({ clusterIP: "None", selector: undefined }),
    message: `sticky-session:existingService
  got:      "store/web"
  problem:  the Service store/web is headless and has no selector: it has no address, and nothing tells its pods
  allowed:  a Service with a selector, whose pods are in the cluster
  fix:      kubectl get services --namespace store --output wide   # SELECTOR tells which have one`,
  },
  "a Service without a selector": {
    found: service({ selector: {} }),
    message: `sticky-session:existingService
  got:      "store/web"
  problem:  the Service store/web has no selector: its addresses are kept by hand, and nothing tells its pods
  allowed:  a Service with a selector, whose pods are in the cluster
  fix:      kubectl get services --namespace store --output wide   # SELECTOR tells which have one`,
  },
  "a port that the Service has not": {
    found: service(),
    config: { existingServicePort: "http" },
    message: `sticky-session:existingServicePort
  got:      "http"
  problem:  the Service store/web has no such port for TCP
  allowed:  web
  fix:      pulumi config set existingServicePort '<port>' --stack test`,
  },
  "no port where there are several": {
    found: service({
      ports: [
        { name: "web", port: 80 },
        { name: "admin", port: 81 },
      ],
    }),
    message: `sticky-session:existingServicePort
  got:      nothing
  problem:  the Service store/web has 2 ports, and only its author knows which one serves http
  allowed:  web, admin
  fix:      pulumi config set existingServicePort '<port>' --stack test`,
  },
  "a Service without a port for TCP": {
    found: service({ ports: [{ port: 53, protocol: "UDP" }] }),
    message: `sticky-session:existingServicePort
  got:      nothing
  problem:  the Service store/web has no port for TCP
  allowed:  a Service with a port for TCP
  fix:      pulumi config rm existingServicePort --stack test`,
  },
  "a Service that may not be read": {
    found: "forbidden" as unknown as object,
    message: `sticky-session:existingService
  got:      "web"
  problem:  the Service has to be read before anything is made, and cannot be: ORIGIN answers 403 to GET /api/v1/namespaces/store/services/web
  allowed:  a Service of a cluster that can be asked; or selector and port in its place
  fix:      kubectl get services --all-namespaces --output wide   # SELECTOR has the labels`,
  },
  "a cluster that is not to be asked": {
    found: service(),
    config: { checkCluster: "false" },
    message: `sticky-session:existingService
  got:      "web"
  problem:  the Service has to be read before anything is made, and cannot be: checkCluster is false
  allowed:  a Service of a cluster that can be asked; or selector and port in its place
  fix:      kubectl get services --all-namespaces --output wide   # SELECTOR has the labels`,
  },
};

describe("an application that is there already, as the cluster has it", () => {
  for (const [title, { found, config, message }] of Object.entries(refused)) {
    it(`is refused before anything is made: ${title}`, async () => {
      const server = await fakeApiServer(application({ found }));
      const tried = await deploy(server, { existingService: "store/web", ...config });
      server.close();
      assert.deepEqual(namesOf(tried.registered), []);
      assert.equal(
        messageOf(tried).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "ORIGIN"),
        `The configuration of stack test has 1 problem; nothing was changed.\n\n${message}`,
      );
    });
  }

  it("is taken by its name alone, in the stack's namespace", async () => {
    const server = await fakeApiServer(application());
    const config = { existingService: "web", namespace: "store", existingServicePort: "8000" };
    // Pulumi.yaml's own.
    const image = "docker.io/nginxdemos/nginx-hello:plain-text";
    const { registered, failures } = await deploy(server, { ...config, image });
    server.close();
    assert.deepEqual([...failures], []);
    assert.equal(namesOf(registered).length, 3);
  });
});
