import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { dialectsOf, withoutAffinity } from "../../components/affinity/dialects";
import { makePlan } from "../../components/plan";
import { readSettings, type Settings } from "../../components/settings";
import { configKeys } from "../../components/settings/configKeys";
import { run, valueOf } from "./support/mocks";

interface ProjectFile {
  config: Record<string, { type: string; description: string; default: unknown }>;
}

const project = parse(readFileSync("Pulumi.yaml", "utf8")) as ProjectFile;

/** The configuration as the engine hands it to the program: texts, and JSON for lists and maps. */
type Config = Record<string, string | undefined>;

/** What the engine takes from Pulumi.yaml, which it does not do under mocks. */
const defaults: Config = Object.fromEntries(
  Object.entries(project.config).map(([key, declared]) => [
    key,
    typeof declared.default === "string" ? declared.default : JSON.stringify(declared.default),
  ]),
);

const k8s: Config = { platform: "kubernetes", controller: "traefik", host: "hello.localhost" };
const openshift: Config = { platform: "openshift" };

async function read(config: Config): Promise<Settings> {
  const values = Object.entries({ ...defaults, ...config }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { result } = await run(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(values.map(([key, value]) => [`sticky-session:${key}`, value])),
    );
    return readSettings();
  });
  return result;
}

/** The message for a configuration, which has to be one that Pulumi shows without a stack trace. */
async function refusal(config: Config): Promise<string> {
  try {
    await read(config);
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, error.message);
    return error.message;
  }
  return assert.fail("the configuration was accepted");
}

const controllers = dialectsOf("kubernetes")
  .map(({ id }) => id)
  .join(", ");

const heading = (count: string) =>
  `The configuration of stack test has ${count}; nothing was changed.\n\n`;

describe("readSettings", () => {
  it("makes the arguments of the stack k8s", async () => {
    assert.deepEqual(await read(k8s), {
      name: "hello",
      args: {
        name: "hello",
        platform: "kubernetes",
        controller: "traefik",
        image: "docker.io/nginxdemos/nginx-hello:plain-text",
        port: 8080,
        replicas: 3,
        environment: {},
        resources: {
          requests: { cpu: "50m", memory: "64Mi" },
          limits: { cpu: "500m", memory: "128Mi" },
        },
        probePath: "/",
        writablePaths: ["/tmp"],
        automountServiceAccountToken: false,
        host: "hello.localhost",
        path: "/",
        tls: { termination: "none" },
        affinity: { type: "cookie" },
      },
      checkCluster: true,
    });
  });

  it("reads every key of a Route", async () => {
    const { args } = await read({
      ...openshift,
      tls: "reencrypt",
      insecureTraffic: "None",
      destinationCaCertificate: "pem",
      routeTimeout: "5m",
      routeTunnelTimeout: "2h",
      routeBalance: "leastconn",
      routeHealthCheckInterval: "5s",
    });
    assert.deepEqual(args.tls, {
      termination: "reencrypt",
      insecureTraffic: "None",
      destinationCaCertificate: "pem",
    });
    assert.deepEqual(args.route, {
      timeout: "5m",
      tunnelTimeout: "2h",
      balance: "leastconn",
      healthCheckInterval: "5s",
    });
  });

  it("makes the arguments of the stack openshift, without a controller and a host", async () => {
    const { args } = await read(openshift);
    assert.equal(args.platform, "openshift");
    assert.equal(args.controller, undefined);
    assert.equal(args.host, undefined);
  });

  it("reads every key", async () => {
    const { name, args, checkCluster } = await read({
      ...k8s,
      checkCluster: "false",
      name: "shop",
      ingressClass: "public",
      namespace: "store",
      image: "app:2",
      port: "9100",
      replicas: "5",
      maxReplicas: "9",
      targetCpuPercent: "60",
      minReadySeconds: "0",
      environment: '{"MODE":"production","WORKERS":4,"DEBUG":false}',
      cpuRequest: "100m",
      memoryRequest: "1Gi",
      cpuLimit: "2",
      memoryLimit: "2Gi",
      probePath: "/healthy",
      writablePaths: '["/tmp","/data"]',
      storagePath: "/uploads",
      storageSize: "2Gi",
      storageClass: "fast",
      automountServiceAccountToken: "true",
      networkPolicy: "true",
      proxyNamespace: "traefik",
      drain: "gate",
      drainSeconds: "20",
      shutdownSeconds: "40",
      drainGateImage: "busybox:1",
      drainGatePort: "9000",
      path: "/shop",
      tls: "edge",
      tlsSecret: "shop-tls",
      awaitIngress: "false",
      cookieName: "session",
      cookieMaxAgeSeconds: "60",
      cookiePath: "/shop",
      cookieDomain: "hello.localhost",
      cookieSameSite: "Strict",
      cookieSecure: "true",
      cookieHttpOnly: "false",
    });
    assert.equal(name, "shop");
    assert.equal(checkCluster, false);
    assert.deepEqual(args, {
      name: "shop",
      platform: "kubernetes",
      controller: "traefik",
      ingressClassName: "public",
      namespace: "store",
      image: "app:2",
      port: 9100,
      replicas: 5,
      autoscaling: { maxReplicas: 9, targetCpuPercent: 60 },
      minReadySeconds: 0,
      environment: { MODE: "production", WORKERS: "4", DEBUG: "false" },
      resources: {
        requests: { cpu: "100m", memory: "1Gi" },
        limits: { cpu: "2", memory: "2Gi" },
      },
      probePath: "/healthy",
      writablePaths: ["/tmp", "/data"],
      storage: { mountPath: "/uploads", size: "2Gi", storageClassName: "fast" },
      automountServiceAccountToken: true,
      networkPolicy: true,
      proxyNamespace: "traefik",
      drain: {
        mode: "gate",
        seconds: 20,
        shutdownSeconds: 40,
        gate: { image: "busybox:1", port: 9000 },
      },
      host: "hello.localhost",
      path: "/shop",
      tls: { termination: "edge", secretName: "shop-tls" },
      awaitIngress: false,
      affinity: {
        type: "cookie",
        cookie: {
          name: "session",
          maxAgeSeconds: 60,
          path: "/shop",
          domain: "hello.localhost",
          sameSite: "Strict",
          secure: true,
          httpOnly: false,
        },
      },
    });
  });

  /** Runs the tests as if the keys had been set with `--secret`. */
  function withSecrets(...keys: string[]): void {
    const secretKeys = process.env.PULUMI_CONFIG_SECRET_KEYS;
    before(() => {
      process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(
        keys.map((key) => `sticky-session:${key}`),
      );
    });
    after(() => {
      if (secretKeys === undefined) {
        delete process.env.PULUMI_CONFIG_SECRET_KEYS;
      } else {
        process.env.PULUMI_CONFIG_SECRET_KEYS = secretKeys;
      }
    });
  }

  describe("with a session store", () => {
    const password = "correct horse battery";
    withSecrets("sessionStorePassword", "sessionStoreUrl");

    it("keeps its password a secret", async () => {
      const { args } = await read({
        ...k8s,
        sessionStore: "valkey",
        sessionStorePassword: password,
        sessionStoreImage: "valkey:8",
        sessionStoreSize: "5Gi",
        sessionStoreClass: "fast",
      });
      const { password: read_, ...rest } = args.sessionStore ?? assert.fail();
      assert.deepEqual(rest, {
        type: "valkey",
        image: "valkey:8",
        storage: { size: "5Gi", storageClassName: "fast" },
      });
      const output = pulumi.output(read_);
      assert.equal(await pulumi.isSecret(output), true);
      assert.equal(await valueOf(output), password);
    });

    it("keeps the URL of an external one a secret", async () => {
      const url = "redis://:p4ss@store";
      const { args } = await read({ ...k8s, sessionStore: "external", sessionStoreUrl: url });
      const output = pulumi.output(args.sessionStore?.url);
      assert.equal(await pulumi.isSecret(output), true);
      assert.equal(await valueOf(output), url);
    });

    const refused: [title: string, config: Config, message: string][] = [
      [
        "a password that is missing",
        { sessionStore: "valkey" },
        `sticky-session:sessionStorePassword
  given:    nothing
  problem:  whoever reaches the store could read and make sessions
  allowed:  a secret of 16 characters or more
  mend:     pulumi config set --secret sessionStorePassword --stack test`,
      ],
      [
        "a password that is short, which it does not show",
        { sessionStore: "valkey", sessionStorePassword: "p4ss" },
        `sticky-session:sessionStorePassword
  given:    "[secret]"
  problem:  whoever reaches the store could read and make sessions
  allowed:  a secret of 16 characters or more
  mend:     pulumi config set --secret sessionStorePassword --stack test`,
      ],
      [
        "a URL that is missing",
        { sessionStore: "external" },
        `sticky-session:sessionStoreUrl
  given:    nothing
  allowed:  a secret: redis[s]://[user:password@]host[:port][/database]
  mend:     pulumi config set --secret sessionStoreUrl --stack test`,
      ],
      [
        "a URL that is none, which it does not show",
        { sessionStore: "external", sessionStoreUrl: "https://p4ss@store" },
        `sticky-session:sessionStoreUrl
  given:    "[secret]"
  allowed:  a secret: redis[s]://[user:password@]host[:port][/database]
  mend:     pulumi config set --secret sessionStoreUrl --stack test`,
      ],
      [
        "an unknown store",
        { sessionStore: "memcached" },
        `sticky-session:sessionStore
  given:    "memcached"
  allowed:  valkey, external
  mend:     pulumi config set sessionStore valkey --stack test`,
      ],
      [
        "a password without a store",
        { sessionStorePassword: password },
        `sticky-session:sessionStorePassword
  given:    "[secret]"
  problem:  it has no effect without sessionStore valkey
  allowed:  unset, or sessionStore valkey beside it
  mend:     pulumi config rm sessionStorePassword --stack test`,
      ],
      [
        "an image of an external store",
        {
          sessionStore: "external",
          sessionStoreUrl: "redis://store",
          sessionStoreImage: "valkey:8",
        },
        `sticky-session:sessionStoreImage
  given:    "valkey:8"
  problem:  it has no effect without sessionStore valkey
  allowed:  unset, or sessionStore valkey beside it
  mend:     pulumi config rm sessionStoreImage --stack test`,
      ],
      ...(
        [
          [
            "sessionStoreImage",
            "my store",
            "[registry/]repository[:tag][@digest], without spaces",
            "set sessionStoreImage docker.io/valkey/valkey:8.1.3",
          ],
          [
            "sessionStoreSize",
            "large",
            "a Kubernetes quantity above 0, such as 1Gi",
            "set sessionStoreSize 1Gi",
          ],
          [
            "sessionStoreClass",
            "a b",
            "the name of a StorageClass (kubectl get storageclass lists them)",
            "rm sessionStoreClass",
          ],
        ] as const
      ).map(([key, given, allowed, mend]): [string, Config, string] => [
        `${key} ${given}`,
        { sessionStore: "valkey", sessionStorePassword: password, [key]: given },
        `sticky-session:${key}
  given:    "${given}"
  allowed:  ${allowed}
  mend:     pulumi config ${mend} --stack test`,
      ]),
      [
        "a name that leaves no room for the store's",
        { name: "a".repeat(39), sessionStore: "valkey", sessionStorePassword: password },
        `sticky-session:name
  given:    "${"a".repeat(39)}"
  problem:  the session store's name is made from it
  allowed:  38 characters at most with a session store
  mend:     pulumi config set name hello --stack test`,
      ],
    ];
    for (const [title, config, message] of refused) {
      it(`refuses ${title}`, async () => {
        assert.equal(await refusal({ ...k8s, ...config }), heading("1 problem") + message);
      });
    }
  });

  it("refuses a password in plain text, and does not show it", async () => {
    const message = await refusal({
      ...k8s,
      sessionStore: "valkey",
      sessionStorePassword: "correct horse battery",
    });
    assert.equal(
      message,
      `${heading("1 problem")}sticky-session:sessionStorePassword
  given:    "[secret]"
  problem:  it stands in plain text in the stack's configuration file
  allowed:  a secret
  mend:     pulumi config set --secret sessionStorePassword --stack test`,
    );
  });

  describe("with a secret in the environment", () => {
    withSecrets("environment");

    it("keeps it a secret", async () => {
      const { args } = await read({ ...k8s, environment: '{"PASSWORD":"p4ss"}' });
      const password = args.environment?.PASSWORD;
      assert.ok(pulumi.Output.isInstance(password));
      const output = pulumi.output(password);
      assert.equal(await pulumi.isSecret(output), true);
      assert.equal(await valueOf(output), "p4ss");
    });

    it("does not show it in a message", async () => {
      const message = await refusal({ ...k8s, environment: '["p4ss"]' });
      assert.match(message, /sticky-session:environment\n {2}given: {4}"\[secret\]"/);
      assert.doesNotMatch(message, /p4ss/);
    });
  });

  describe("names every problem with the key, the value, what is allowed and the command", () => {
    /** A configuration, and all of the message below its heading. */
    const cases: [title: string, config: Config, message: string][] = [
      [
        "an unknown platform",
        { ...k8s, platform: "swarm" },
        `sticky-session:platform
  given:    "swarm"
  allowed:  kubernetes, openshift
  mend:     pulumi config set platform kubernetes --stack test`,
      ],
      [
        "an unknown controller",
        { ...k8s, controller: "caddy" },
        `sticky-session:controller
  given:    "caddy"
  allowed:  ${controllers}
  mend:     pulumi config set controller traefik --stack test`,
      ],
      [
        "no controller on kubernetes",
        { ...k8s, controller: "" },
        `sticky-session:controller
  given:    nothing
  allowed:  ${controllers}
  mend:     pulumi config set controller traefik --stack test`,
      ],
      ...withoutAffinity.map(({ id, reason, wayOut, instead }): [string, Config, string] => [
        `the controller ${id}, which has no cookie affinity`,
        { ...k8s, controller: id },
        `sticky-session:controller
  given:    "${id}"
  problem:  ${reason}
  allowed:  ${wayOut}
  mend:     pulumi config set controller ${instead} --stack test`,
      ]),
      [
        "no Gateway where the controller needs one",
        { ...k8s, controller: "envoy-gateway" },
        `sticky-session:gatewayName
  given:    nothing
  problem:  Envoy Gateway is told about the application by an HTTPRoute, which needs it
  allowed:  the name of the Gateway to attach to
  mend:     pulumi config set gatewayName gateway --stack test`,
      ],
      ...(["contour", "istio"] as const).map((controller): [string, Config, string] => [
        `no certificate where ${controller} needs one`,
        { ...k8s, controller, tls: "edge" },
        `sticky-session:tlsSecret
  given:    nothing
  problem:  ${controller === "contour" ? "Contour is told about the application by an HTTPProxy" : "Istio is told about the application by an Istio Gateway with a VirtualService"}, which needs it
  allowed:  the Secret with the host's certificate
  mend:     pulumi config set tlsSecret hello-tls --stack test`,
      ]),
      ...(
        [
          ["gatewayName", "contour", {}, "an HTTPRoute", "an HTTPProxy"],
          ["awaitIngress", "istio", {}, "an Ingress", "an Istio Gateway with a VirtualService"],
          ["ingressClass", "gateway-api", { gatewayName: "eg" }, "an Ingress", "an HTTPRoute"],
          [
            "tlsSecret",
            "aws-load-balancer-controller",
            { tls: "edge" },
            "an Ingress",
            "an Ingress of the AWS Load Balancer Controller",
          ],
        ] as const
      ).map(([key, controller, beside, owner, own]): [string, Config, string] => {
        const given = key === "awaitIngress" ? "false" : "public";
        return [
          `${key} with the controller ${controller}`,
          { ...k8s, controller, ...beside, [key]: given },
          `sticky-session:${key}
  given:    ${key === "awaitIngress" ? given : `"${given}"`}
  problem:  ${owner} has this setting; ${own} has not
  allowed:  unset with the controller ${controller}
  mend:     pulumi config rm ${key} --stack test`,
        ];
      }),
      ...(
        [
          ["gatewayName", "the name of a Gateway (kubectl get gateways lists them)"],
          ["gatewayNamespace", "the name of a namespace"],
          ["gatewayListener", "the name of one of the Gateway's listeners"],
        ] as const
      ).map(([key, allowed]): [string, Config, string] => [
        `a ${key} that is none`,
        { ...k8s, controller: "gateway-api", gatewayName: "eg", [key]: "A b" },
        `sticky-session:${key}
  given:    "A b"
  allowed:  ${allowed}
  mend:     pulumi config rm ${key} --stack test`,
      ]),
      [
        "a line of the Gateway API that the controller does not choose",
        { ...k8s, controller: "envoy-gateway", gatewayName: "eg", gatewayApiVersion: "1.6" },
        `sticky-session:gatewayApiVersion
  given:    "1.6"
  problem:  an HTTPRoute has this setting with the controller gateway-api alone
  allowed:  unset with the controller envoy-gateway
  mend:     pulumi config rm gatewayApiVersion --stack test`,
      ],
      [
        "an unknown line of the Gateway API",
        { ...k8s, controller: "gateway-api", gatewayName: "eg", gatewayApiVersion: "2" },
        `sticky-session:gatewayApiVersion
  given:    "2"
  allowed:  1.6 for all up to 1.6, 1.7 for all from 1.7 on
  mend:     pulumi config set gatewayApiVersion 1.6 --stack test`,
      ],
      [
        "a controller of another platform",
        { ...openshift, controller: "traefik" },
        `sticky-session:controller
  given:    "traefik"
  problem:  Traefik is a controller of the platform kubernetes
  allowed:  openshift-route
  mend:     pulumi config set controller openshift-route --stack test`,
      ],
      [
        "a misspelt key",
        { ...k8s, replcas: "5" },
        `sticky-session:replcas
  given:    "5"
  problem:  there is no such key
  allowed:  replicas
  mend:     pulumi config rm replcas --stack test && pulumi config set replicas 5 --stack test`,
      ],
      [
        "a key that is like no other",
        { ...k8s, nonsense: "x" },
        `sticky-session:nonsense
  given:    "x"
  problem:  there is no such key
  allowed:  ${Object.keys(configKeys).join(", ")}
  mend:     pulumi config rm nonsense --stack test`,
      ],
      [
        "no name",
        { ...k8s, name: "" },
        `sticky-session:name
  given:    ""
  allowed:  a lower-case letter, then lower-case letters, digits and -, 52 characters at most
  mend:     pulumi config set name hello --stack test`,
      ],
      [
        "a name that is too long for a StatefulSet",
        { ...k8s, name: "a".repeat(53) },
        `sticky-session:name
  given:    "${"a".repeat(53)}"
  allowed:  a lower-case letter, then lower-case letters, digits and -, 52 characters at most
  mend:     pulumi config set name hello --stack test`,
      ],
      [
        "a missing host on kubernetes",
        { ...k8s, host: "" },
        `sticky-session:host
  given:    nothing
  problem:  an Ingress needs the DNS name that clients use
  allowed:  a DNS name in lower case
  mend:     pulumi config set host hello.example.com --stack test`,
      ],
      ...(
        [
          [
            "an IP address",
            "10.0.0.1",
            "an IP address has no cookies of its own to keep clients apart",
            "hello.example.com",
          ],
          ["a URL", "https://shop.example.com/cart", "that is a URL", "shop.example.com"],
          [
            "upper case",
            "Shop.example.com",
            "Kubernetes takes host names in lower case alone",
            "shop.example.com",
          ],
          [
            "a wildcard",
            "*.example.com",
            "a wildcard names no single host that clients could be sent to",
            "hello.example.com",
          ],
          [
            "a path in it",
            "shop.example.com/cart",
            "the path has a setting of its own, path",
            "shop.example.com",
          ],
          [
            "a port in it",
            "shop.example.com:8080",
            "a host is given without a port",
            "shop.example.com",
          ],
        ] as const
      ).map(([what, host, problem, meant]): [string, Config, string] => [
        `a host that is or has ${what}`,
        { ...k8s, host },
        `sticky-session:host
  given:    "${host}"
  problem:  ${problem}
  allowed:  a DNS name in lower case, without scheme, port, path and wildcard
  mend:     pulumi config set host ${meant} --stack test`,
      ]),
      [
        "a host that is no DNS name",
        { ...k8s, host: "my_host" },
        `sticky-session:host
  given:    "my_host"
  allowed:  a DNS name in lower case, without scheme, port, path and wildcard
  mend:     pulumi config set host hello.example.com --stack test`,
      ],
      ...(
        [
          ["0", "0"],
          ["-1", "-1"],
          ["2.5", "2.5"],
          ["three", '"three"'],
          ["0x3", '"0x3"'],
          ["", '""'],
        ] as const
      ).map(([replicas, given]): [string, Config, string] => [
        `replicas ${given}`,
        { ...k8s, replicas },
        `sticky-session:replicas
  given:    ${given}
  allowed:  a whole number, 1 or more
  mend:     pulumi config set replicas 3 --stack test`,
      ]),
      ...(
        [
          ["0", "0"],
          ["65536", "65536"],
          ["http", '"http"'],
        ] as const
      ).map(([port, given]): [string, Config, string] => [
        `port ${given}`,
        { ...k8s, port },
        `sticky-session:port
  given:    ${given}
  allowed:  a whole number from 1 to 65535
  mend:     pulumi config set port 8080 --stack test`,
      ]),
      ...["", "my image", "Image:1", "https://registry.example.com/app"].map(
        (image): [string, Config, string] => [
          `image "${image}"`,
          { ...k8s, image },
          `sticky-session:image
  given:    "${image}"
  allowed:  [registry/]repository[:tag][@digest], without spaces
  mend:     pulumi config set image docker.io/nginxdemos/nginx-hello:plain-text --stack test`,
        ],
      ),
      ...(
        [
          ["cpuRequest", "fast", "50m"],
          ["memoryRequest", "64MB", "64Mi"],
          ["cpuLimit", "0", "50m"],
          ["memoryLimit", "-1Gi", "64Mi"],
        ] as const
      ).map(([key, given, example]): [string, Config, string] => [
        `${key} ${given}`,
        { ...k8s, [key]: given },
        `sticky-session:${key}
  given:    "${given}"
  allowed:  a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory
  mend:     pulumi config set ${key} ${example} --stack test`,
      ]),
      [
        "a request above its limit",
        { ...k8s, memoryRequest: "1Gi" },
        `sticky-session:memoryRequest
  given:    "1Gi"
  problem:  a pod cannot request more than it may use
  allowed:  128Mi at most, the limit
  mend:     pulumi config set memoryRequest 128Mi --stack test`,
      ],
      [
        "a namespace that is none",
        { ...k8s, namespace: "My_Namespace" },
        `sticky-session:namespace
  given:    "My_Namespace"
  allowed:  lower-case letters, digits and -, 63 characters at most
  mend:     pulumi config rm namespace --stack test`,
      ],
      [
        "an ingress class that is none",
        { ...k8s, ingressClass: "a b" },
        `sticky-session:ingressClass
  given:    "a b"
  allowed:  the name of an IngressClass (kubectl get ingressclass lists them)
  mend:     pulumi config rm ingressClass --stack test`,
      ],
      [
        "a variable that is none",
        { ...k8s, environment: '{"9X":"y"}' },
        `sticky-session:environment["9X"]
  given:    "9X"
  allowed:  names of letters, digits and _ that don't begin with a digit
  mend:     pulumi config rm --path 'environment["9X"]' --stack test`,
      ],
      [
        "a relative writable path",
        { ...k8s, writablePaths: '["/tmp","cache"]' },
        `sticky-session:writablePaths[1]
  given:    "cache"
  allowed:  absolute paths below /, without spaces, colons and ..
  mend:     pulumi config rm --path 'writablePaths[1]' --stack test`,
      ],
      [
        "a probe path that is none",
        { ...k8s, probePath: "healthy" },
        `sticky-session:probePath
  given:    "healthy"
  allowed:  a path that begins with /, without spaces, ? and #
  mend:     pulumi config set probePath / --stack test`,
      ],
      ...["3", "2.5", "many"].map((given): [string, Config, string] => [
        `maxReplicas ${given}`,
        { ...k8s, maxReplicas: given },
        `sticky-session:maxReplicas
  given:    ${given === "many" ? '"many"' : given}
  allowed:  a whole number above replicas, so 4 or more
  mend:     pulumi config set maxReplicas 6 --stack test`,
      ]),
      [
        "a load without an autoscaler",
        { ...k8s, targetCpuPercent: "50" },
        `sticky-session:targetCpuPercent
  given:    50
  problem:  there is no autoscaler without maxReplicas
  allowed:  unset, or maxReplicas beside it
  mend:     pulumi config rm targetCpuPercent --stack test`,
      ],
      [
        "a load that is none",
        { ...k8s, maxReplicas: "6", targetCpuPercent: "0" },
        `sticky-session:targetCpuPercent
  given:    0
  allowed:  a whole number of percent, 1 or more
  mend:     pulumi config set targetCpuPercent 70 --stack test`,
      ],
      [
        "negative seconds",
        { ...k8s, minReadySeconds: "-1" },
        `sticky-session:minReadySeconds
  given:    -1
  allowed:  a whole number of seconds, 0 or more
  mend:     pulumi config set minReadySeconds 5 --stack test`,
      ],
      [
        "a volume without a size",
        { ...k8s, storagePath: "/data" },
        `sticky-session:storageSize
  given:    nothing
  allowed:  a Kubernetes quantity above 0, such as 1Gi
  mend:     pulumi config set storageSize 1Gi --stack test`,
      ],
      [
        "a volume without a folder",
        { ...k8s, storageSize: "1Gi" },
        `sticky-session:storagePath
  given:    nothing
  allowed:  an absolute path below /, without spaces, colons and ..
  mend:     pulumi config set storagePath /data --stack test`,
      ],
      [
        "a volume where another one is",
        { ...k8s, storagePath: "/tmp", storageSize: "1Gi" },
        `sticky-session:storagePath
  given:    "/tmp"
  problem:  writablePaths has it too
  allowed:  an absolute path below /, without spaces, colons and ..
  mend:     pulumi config set storagePath /data --stack test`,
      ],
      [
        "a storage class that is none",
        { ...k8s, storagePath: "/data", storageSize: "1Gi", storageClass: "a b" },
        `sticky-session:storageClass
  given:    "a b"
  allowed:  the name of a StorageClass (kubectl get storageclass lists them)
  mend:     pulumi config rm storageClass --stack test`,
      ],
      [
        "a network policy that would shut the proxy out",
        { ...k8s, networkPolicy: "true" },
        `sticky-session:proxyNamespace
  given:    nothing
  problem:  Traefik is installed in another namespace on each cluster, and without it the policy would shut the proxy out
  allowed:  the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)
  mend:     pulumi config set proxyNamespace traefik --stack test`,
      ],
      [
        "a namespace without a network policy",
        { ...k8s, proxyNamespace: "traefik" },
        `sticky-session:proxyNamespace
  given:    "traefik"
  problem:  it has no effect without networkPolicy
  allowed:  unset, or networkPolicy true beside it
  mend:     pulumi config rm proxyNamespace --stack test`,
      ],
      [
        "a proxy's namespace that is none",
        { ...k8s, networkPolicy: "true", proxyNamespace: "Kube System" },
        `sticky-session:proxyNamespace
  given:    "Kube System"
  allowed:  the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)
  mend:     pulumi config set proxyNamespace traefik --stack test`,
      ],
      [
        "a proxy's namespace on openshift",
        { ...openshift, networkPolicy: "true", proxyNamespace: "openshift-ingress" },
        `sticky-session:proxyNamespace
  given:    "openshift-ingress"
  problem:  OpenShift's routers are known by a label of their namespace, wherever they run
  allowed:  unset on openshift
  mend:     pulumi config rm proxyNamespace --stack test`,
      ],
      [
        "an unknown drain",
        { ...k8s, drain: "on" },
        `sticky-session:drain
  given:    "on"
  allowed:  gate, app, sleep, off
  mend:     pulumi config set drain gate --stack test`,
      ],
      [
        "a sleep alone where clients are kept on a terminating pod",
        { ...k8s, drain: "sleep" },
        `sticky-session:drain
  given:    "sleep"
  problem:  Traefik sends a client to the pod in its cookie until that pod is no longer serving, so all requests after the sleep would be lost
  allowed:  gate, app; off to lose requests
  mend:     pulumi config set drain gate --stack test`,
      ],
      [
        "a drain by the application where clients are kept on a pod that is not ready",
        { ...k8s, controller: "haproxy-ingress-drain-support", drain: "app" },
        `sticky-session:drain
  given:    "app"
  problem:  haproxy-ingress with drain support keeps clients on a pod that is not ready, so all requests after the application's end would be lost
  allowed:  gate; off to lose requests
  mend:     pulumi config set drain gate --stack test`,
      ],
      ...["4", "1.5", "86401", "soon"].map((given): [string, Config, string] => [
        `drainSeconds ${given}`,
        { ...k8s, drainSeconds: given },
        `sticky-session:drainSeconds
  given:    ${given === "soon" ? '"soon"' : given}
  problem:  a proxy may take 5 s to move the clients of a pod that is about to end
  allowed:  a whole number of seconds from 5 to 86400; drain off for none
  mend:     pulumi config set drainSeconds 10 --stack test`,
      ]),
      [
        "no time to end",
        { ...k8s, shutdownSeconds: "0" },
        `sticky-session:shutdownSeconds
  given:    0
  allowed:  a whole number of seconds from 1 to 86400
  mend:     pulumi config set shutdownSeconds 20 --stack test`,
      ],
      [
        "a drain time without a drain",
        { ...k8s, drain: "off", drainSeconds: "10" },
        `sticky-session:drainSeconds
  given:    10
  problem:  it has no effect with drain off
  allowed:  unset, or drain gate or app or sleep beside it
  mend:     pulumi config rm drainSeconds --stack test`,
      ],
      [
        "a readiness path with the gate",
        { ...k8s, drainReadinessPath: "/ready" },
        `sticky-session:drainReadinessPath
  given:    "/ready"
  problem:  it has no effect with drain gate
  allowed:  unset, or drain app beside it
  mend:     pulumi config rm drainReadinessPath --stack test`,
      ],
      [
        "a readiness path that is none",
        { ...k8s, drain: "app", drainReadinessPath: "ready" },
        `sticky-session:drainReadinessPath
  given:    "ready"
  allowed:  a path that begins with /, without spaces, ? and #
  mend:     pulumi config set drainReadinessPath /ready --stack test`,
      ],
      ...(
        [
          ["drainGateImage", "busybox", '"busybox"'],
          ["drainGatePort", "9000", "9000"],
        ] as const
      ).map(([key, value, given]): [string, Config, string] => [
        `${key} where there is no gate`,
        { ...openshift, [key]: value },
        `sticky-session:${key}
  given:    ${given}
  problem:  it has no effect with drain sleep
  allowed:  unset, or drain gate beside it
  mend:     pulumi config rm ${key} --stack test`,
      ]),
      [
        "a gate's image that is none",
        { ...k8s, drainGateImage: "my gate" },
        `sticky-session:drainGateImage
  given:    "my gate"
  allowed:  [registry/]repository[:tag][@digest], without spaces
  mend:     pulumi config set drainGateImage docker.io/library/busybox:1.37.0 --stack test`,
      ],
      [
        "a gate's port that needs root",
        { ...k8s, drainGatePort: "80" },
        `sticky-session:drainGatePort
  given:    80
  allowed:  a whole number from 1024 to 65535, other than the application's port
  mend:     pulumi config set drainGatePort 9339 --stack test`,
      ],
      [
        "the application on the gate's port",
        { ...k8s, port: "9339" },
        `sticky-session:drainGatePort
  given:    9339
  problem:  the application listens on it
  allowed:  a whole number from 1024 to 65535, other than the application's port
  mend:     pulumi config set drainGatePort 9340 --stack test`,
      ],
      [
        "a path that is none",
        { ...k8s, path: "shop?a=1" },
        `sticky-session:path
  given:    "shop?a=1"
  allowed:  a path that begins with /, without spaces, ? and #
  mend:     pulumi config set path / --stack test`,
      ],
      [
        "a boolean that is none",
        { ...k8s, cookieSecure: "yes" },
        `sticky-session:cookieSecure
  given:    "yes"
  allowed:  true, false
  mend:     pulumi config rm cookieSecure --stack test`,
      ],
      [
        "an unknown TLS termination",
        { ...k8s, tls: "on" },
        `sticky-session:tls
  given:    "on"
  allowed:  none, edge, reencrypt
  mend:     pulumi config set tls edge --stack test`,
      ],
      [
        "passthrough",
        { ...openshift, tls: "passthrough" },
        `sticky-session:tls
  given:    "passthrough"
  problem:  The OpenShift router never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie
  allowed:  none, edge, reencrypt
  mend:     pulumi config set tls edge --stack test`,
      ],
      [
        "a termination that the controller has not",
        { ...k8s, tls: "reencrypt" },
        `sticky-session:tls
  given:    "reencrypt"
  problem:  Traefik has no setting for it that this program knows
  allowed:  none, edge
  mend:     pulumi config set tls edge --stack test`,
      ],
      [
        "a certificate without TLS",
        { ...k8s, tlsSecret: "shop-tls" },
        `sticky-session:tlsSecret
  given:    "shop-tls"
  problem:  it has no effect without tls edge
  allowed:  unset, or tls edge beside it
  mend:     pulumi config rm tlsSecret --stack test`,
      ],
      [
        "a cookie name with a dot",
        { ...k8s, cookieName: "hello.1" },
        `sticky-session:cookieName
  given:    "hello.1"
  allowed:  letters, digits, _ and -
  mend:     pulumi config set cookieName hello --stack test`,
      ],
      [
        "SameSite None without TLS",
        { ...k8s, cookieSameSite: "None" },
        `sticky-session:cookieSameSite
  given:    "None"
  problem:  browsers drop a cookie with SameSite=None that is not Secure
  allowed:  Strict or Lax; None with TLS
  mend:     pulumi config set cookieSameSite Lax --stack test`,
      ],
      [
        "a negative lifetime",
        { ...k8s, cookieMaxAgeSeconds: "-1" },
        `sticky-session:cookieMaxAgeSeconds
  given:    -1
  allowed:  a whole number of seconds, 1 or more; unset for a cookie that ends with the browser
  mend:     pulumi config set cookieMaxAgeSeconds 3600 --stack test`,
      ],
      ...(
        [
          ["ingressClass", "nginx"],
          ["awaitIngress", "true"],
        ] as const
      ).map(([key, given]): [string, Config, string] => [
        `${key} on openshift`,
        { ...openshift, [key]: given },
        `sticky-session:${key}
  given:    ${key === "awaitIngress" ? given : `"${given}"`}
  problem:  an Ingress has this setting, so the platform kubernetes; a Route has not
  allowed:  unset on openshift
  mend:     pulumi config rm ${key} --stack test`,
      ]),
      [
        "a certificate on openshift",
        { ...openshift, tls: "edge", tlsSecret: "shop-tls" },
        `sticky-session:tlsSecret
  given:    "shop-tls"
  problem:  an Ingress has this setting, so the platform kubernetes; a Route has not
  allowed:  unset on openshift
  mend:     pulumi config rm tlsSecret --stack test`,
      ],
      ...(
        [
          ["insecureTraffic", "Allow", { tls: "edge" }],
          ["destinationCaCertificate", "pem", { tls: "edge" }],
          ["routeTimeout", "30s", {}],
          ["routeTunnelTimeout", "1h", {}],
          ["routeBalance", "source", {}],
          ["routeHealthCheckInterval", "5s", {}],
        ] as const
      ).map(([key, given, beside]): [string, Config, string] => [
        `${key} on kubernetes`,
        { ...k8s, ...beside, [key]: given },
        `sticky-session:${key}
  given:    "${given}"
  problem:  a Route has this setting, so the platform openshift; an Ingress has not
  allowed:  unset on kubernetes
  mend:     pulumi config rm ${key} --stack test`,
      ]),
      ...(
        [
          ["insecureTraffic", "Allow", "none", "tls edge or reencrypt"],
          ["destinationCaCertificate", "pem", "edge", "tls reencrypt"],
        ] as const
      ).map(([key, given, tls, where]): [string, Config, string] => [
        `${key} with tls ${tls}`,
        { ...openshift, tls, [key]: given },
        `sticky-session:${key}
  given:    "${given}"
  problem:  it has no effect without ${where}
  allowed:  unset, or ${where} beside it
  mend:     pulumi config rm ${key} --stack test`,
      ]),
      [
        "an unknown policy for plain http",
        { ...openshift, tls: "edge", insecureTraffic: "redirect" },
        `sticky-session:insecureTraffic
  given:    "redirect"
  allowed:  Redirect, Allow, None
  mend:     pulumi config set insecureTraffic Redirect --stack test`,
      ],
      ...["1.5s", "0s", "soon"].map((given): [string, Config, string] => [
        `routeTimeout ${given}`,
        { ...openshift, routeTimeout: given },
        `sticky-session:routeTimeout
  given:    "${given}"
  allowed:  a whole number above 0 and a unit: us, ms, s, m, h or d
  mend:     pulumi config set routeTimeout 30s --stack test`,
      ]),
      [
        "an unknown balance",
        { ...openshift, routeBalance: "fair" },
        `sticky-session:routeBalance
  given:    "fair"
  allowed:  random, roundrobin, leastconn, source
  mend:     pulumi config set routeBalance leastconn --stack test`,
      ],
      [
        "a Secure cookie on a Route that allows plain http",
        { ...openshift, tls: "edge", insecureTraffic: "Allow", cookieSecure: "true" },
        `sticky-session:cookieSecure
  given:    true
  problem:  the OpenShift router cannot make the cookie of a Route that serves plain http Secure
  allowed:  false, or unset; true with TLS and no plain http beside it
  mend:     pulumi config rm cookieSecure --stack test`,
      ],
      [
        "SameSite on a Route without TLS",
        { ...openshift, cookieSameSite: "Lax" },
        `sticky-session:cookieSameSite
  given:    "Lax"
  problem:  the OpenShift router cannot set SameSite on a Route that serves plain http
  allowed:  unset; any value with TLS and no plain http beside it
  mend:     pulumi config rm cookieSameSite --stack test`,
      ],
      [
        "an unknown affinity",
        { ...k8s, affinity: "clientip" },
        `sticky-session:affinity
  given:    "clientip"
  allowed:  cookie, none
  mend:     pulumi config set affinity cookie --stack test`,
      ],
      [
        "a cookie without affinity",
        { ...k8s, affinity: "none", cookieMaxAgeSeconds: "60" },
        `sticky-session:cookieMaxAgeSeconds
  given:    60
  problem:  with affinity none there is no cookie
  allowed:  unset, or affinity cookie beside it
  mend:     pulumi config rm cookieMaxAgeSeconds --stack test`,
      ],
      [
        "a setting that the router cannot express",
        { ...openshift, cookieMaxAgeSeconds: "60" },
        `sticky-session:cookieMaxAgeSeconds
  given:    60
  problem:  the OpenShift router cannot give the cookie a lifetime: it ends with the browser
  allowed:  unset
  mend:     pulumi config rm cookieMaxAgeSeconds --stack test`,
      ],
    ];

    for (const [title, config, message] of cases) {
      it(title, async () => {
        const count = message.split("\n\n").length;
        const problems = count === 1 ? "1 problem" : `${count} problems`;
        assert.equal(await refusal(config), heading(problems) + message);
      });
    }

    it("all of them at once", async () => {
      const message = await refusal({
        ...k8s,
        host: "10.0.0.1",
        replicas: "0",
        prot: "80",
        cookieSameSite: "None",
        cookieHttpOnly: "perhaps",
      });
      const keys = message.match(/^sticky-session:.*$/gm);
      assert.deepEqual(keys, [
        "sticky-session:prot",
        "sticky-session:cookieHttpOnly",
        "sticky-session:replicas",
        "sticky-session:host",
        "sticky-session:cookieSameSite",
      ]);
      assert.ok(message.startsWith(heading("5 problems")));
    });
  });
});

describe("Pulumi.yaml", () => {
  it("declares and describes each key that the program reads, and no other", () => {
    assert.deepEqual(Object.keys(project.config), Object.keys(configKeys));
    for (const [key, { type, description }] of Object.entries(project.config)) {
      assert.ok(type, key);
      assert.ok(description.length > 20, key);
    }
  });

  it("has the defaults of the component", async () => {
    const { name, args } = await read(k8s);
    const { platform, controller, image, host } = args;
    assert.deepEqual(makePlan(name, args), makePlan(name, { platform, controller, image, host }));
  });
});
