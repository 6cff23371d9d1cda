import assert from "node:assert/strict";
import { Cookie } from "tough-cookie";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { translate } from "../../../components/affinity/translate";
import { dialectOf, keepsItsPromises } from "../controllers/promises";
import { kubectl, podsOf } from "../support/cluster";
import { labControllers, setUp, withControllers } from "../support/controllers";
import { curl } from "../support/curl";
import { eventually } from "../support/eventually";
import { shell } from "../support/shell";
import { type Settings, TestStack } from "../support/testStack";
import { assertPassed, failures, verifyStack } from "../support/verifier";
import { Crowd, issued, moved } from "./crowd";

const clients = 60;

/** The controllers of `E2E_CONTROLLERS`, separated by commas. @default - all that the lab for kubernetes can run */
const asked = process.env.E2E_CONTROLLERS?.split(",");
const controllers = labControllers.filter(
  ({ id, platform }) => platform === "kubernetes" && (asked?.includes(id) ?? true),
);

/**
 * How long a client may be asked again whose pod went without a drain: a proxy that tries its address gives up after 30 s
 * (Traefik's `forwardingTimeouts.dialTimeout`), and the next visit is answered.
 */
const dialMilliseconds = 90_000;

/** What is said of the cookie; what the dialect refuses is left out. */
const descriptions: readonly SessionCookie[] = [
  {},
  {
    ...{ name: "shop", maxAgeSeconds: 3600, path: "/", domain: undefined },
    ...{ sameSite: "Strict", secure: false, httpOnly: false },
  },
  { name: "Cart_2", maxAgeSeconds: 60, sameSite: "Lax", httpOnly: true },
];

describe("the matrix of the lab's controllers", function () {
  this.timeout(10 * 60_000);
  let restore: () => Promise<void>;

  before(async () => {
    restore = await withControllers("kubernetes", controllers);
  });
  after(() => restore());

  for (const controller of controllers) {
    const dialect = dialectOf(controller);
    const { promises } = dialect;

    describe(controller.id, () => {
      let stack: TestStack;
      before(async () => {
        await setUp(controller);
        stack = await TestStack.create({ ...controller.settings, drain: "off" });
        await stack.up();
      });
      after(() => stack.dispose());

      for (const description of descriptions) {
        it(`sets the cookie as described: ${JSON.stringify(description)}`, async () => {
          const exposure = { host: stack.host, path: "/", tls: "none" } as const;
          const application = { name: "hello", exposure, servicePort: 80 };
          const accepted = Object.fromEntries(
            Object.entries(description).filter(
              ([setting, value]: [string, unknown]) =>
                value !== undefined &&
                "translation" in translate(dialect, { cookie: { [setting]: value } }, application),
            ),
          ) as SessionCookie;
          const translated = translate(dialect, { cookie: accepted }, application);
          assert.ok("translation" in translated);
          await stack.configure(settingsOf(accepted));
          await stack.up();
          const { cookie = {} } = translated.translation;
          await eventually(async () => {
            const lines = await issued(stack, controller);
            assert.deepEqual(lines.map(attributesOf), [expectedOf(cookie, dialect)]);
          });
        });
      }

      it(`with more pods, moves ${promises.survivesScaleUp ? "nobody" : "some, and not all"} of ${clients}`, async () => {
        const crowd = await Crowd.of(clients, stack, controller);
        const before = await crowd.places();
        assert.equal(new Set(before.map(({ pod }) => pod)).size, 3);
        await stack.configure({ replicas: "4" });
        await stack.up();
        await eventually(async () => {
          const newClients = await Crowd.of(30, stack, controller);
          const seen = new Set((await newClients.places()).map(({ pod }) => pod));
          assert.equal(seen.size, 4);
        });
        const gone = moved(before, await crowd.places());
        if (promises.survivesScaleUp) {
          assert.deepEqual(gone, []);
        } else {
          assert.ok(gone.length > 0 && gone.length < clients, `${gone.length} moved`);
        }
        await stack.configure({ replicas: "3" });
        await stack.up();
      });

      it(`without a pod, moves ${promises.affinity === "strong" ? "those who were on it, and no others" : "all who were on it"}`, async () => {
        const crowd = await Crowd.of(clients, stack, controller);
        const before = await crowd.places();
        const lost = before[0]?.pod ?? "";
        const [pod] = (await podsOf("hello", stack.namespace)).filter(
          ({ metadata }) => metadata?.name === lost,
        );
        assert.ok(pod);
        // It is not to come back under its name meanwhile.
        await kubectl([
          "scale",
          "statefulset",
          "hello",
          "--namespace",
          stack.namespace,
          "--replicas=2",
        ]);
        await eventually(async () => {
          assert.equal((await podsOf("hello", stack.namespace)).length, 2);
        }, 60_000);
        const left = new Set(
          (await podsOf("hello", stack.namespace)).map(({ metadata }) => metadata?.name),
        );
        const were = before
          .map(({ pod: name }, index) => (left.has(name) ? -1 : index))
          .filter((index) => index >= 0);
        const after = await crowd.places(dialMilliseconds);
        const gone = moved(before, after);
        assert.ok(were.length > 0 && were.every((index) => gone.includes(index)));
        if (promises.affinity === "strong") {
          assert.deepEqual(gone, were);
        }
        if (promises.reissuesAfterPodLoss) {
          for (const index of were) {
            assert.notEqual(after[index]?.cookies, before[index]?.cookies);
          }
        }
        await kubectl([
          "scale",
          "statefulset",
          "hello",
          "--namespace",
          stack.namespace,
          "--replicas=3",
        ]);
      });

      it("is verified with TLS, and sends plain http on where it is told to", async () => {
        const secretName = "hello-tls";
        const { secretNamespace = stack.namespace } = controller;
        await shell(
          `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=${stack.host} -addext subjectAltName=DNS:${stack.host} -keyout key.pem -out cert.pem -days 2 2>/dev/null
          kubectl create secret tls ${secretName} --namespace ${secretNamespace} --key key.pem --cert cert.pem`,
          stack.folder,
        );
        const settings: Settings = {
          tls: "edge",
          ...(controller.tlsSettings ?? { tlsSecret: secretName }),
        };
        await stack.configure(settings);
        await stack.up();
        const verified = await verifyStack(stack, [
          ...["--resolve", `${stack.host}:443:${controller.address}`, "--insecure", "--wait", "60"],
        ]);
        assertPassed(verified);
        await stack.configure(
          Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])),
        );
        await stack.up();
        await kubectl(["delete", "secret", secretName, "--namespace", secretNamespace]);
      });

      it(`is verified under a path, and ${dialect.wholeSegmentsBy === undefined ? "leaves" : "takes"} its neighbour`, async () => {
        await stack.configure({ path: "/app" });
        await stack.up();
        assertPassed(
          await verifyStack(stack, [
            ...["--resolve", `${stack.host}:80:${controller.address}`],
            ...["--wait", "60"],
          ]),
        );
        const { status } = await curl(
          `http://${stack.host}/apples`,
          ...["--resolve", `${stack.host}:80:${controller.address}`],
        );
        assert.equal(status, dialect.wholeSegmentsBy === undefined ? 404 : 200);
        await stack.configure({ path: undefined });
        await stack.up();
      });

      it(`${controller.refusesSharedHost ? "refuses" : "keeps apart"} two applications on one host`, async () => {
        const { host, namespace, folder } = stack;
        const second = await TestStack.create(
          { ...controller.settings, drain: "off", name: "second", host, path: "/second" },
          namespace,
        );
        try {
          if (controller.refusesSharedHost) {
            await assert.rejects(second.up(), controller.refusesSharedHost);
          } else {
            await second.up();
            const get = `curl -s --fail --max-time 5 --retry 20 --retry-delay 1 --retry-all-errors --resolve ${host}:80:${controller.address} -c both -b both`;
            const served = await shell(
              `for visit in 1 2 3 4 5 6; do for path in / /second; do ${get} http://${host}$path | sed -n "s/^Server name: //p"; done; done`,
              folder,
            );
            const pods = [0, 1].map((own) => served.filter((_, index) => index % 2 === own));
            assert.deepEqual(
              pods.map((names) => [...new Set(names)].map((name) => name.replace(/-\d$/, ""))),
              [["hello"], ["second"]],
            );
            assert.deepEqual(
              pods.map((names) => new Set(names).size),
              [1, 1],
            );
          }
        } finally {
          await second.dispose();
        }
      });

      keepsItsPromises(controller, () => stack);
    });
  }

  it("tells an object that no controller has taken", async function () {
    const contour = controllers.find(({ id }) => id === "contour");
    if (!contour) {
      this.skip();
    }
    const stack = await TestStack.create({ controller: "contour", awaitObjects: "false" });
    try {
      await stack.up();
      const { report } = await verifyStack(stack, [
        ...["--resolve", `${stack.host}:80:${contour.address}`],
      ]);
      const failed = failures(report).find(({ id }) => id === "objects-as-described");
      assert.equal(failed?.failure, "object-not-accepted");
      assert.match(
        failed.cause ?? "",
        /No controller has taken the HTTPProxy hello \(Waiting for controller\)/,
      );
      await stack.configure({ ingressClass: "contour", awaitObjects: undefined });
      await stack.up();
    } finally {
      await stack.dispose();
    }
  });
});

const keys: Readonly<Record<keyof SessionCookie, string>> = {
  name: "cookieName",
  maxAgeSeconds: "cookieMaxAgeSeconds",
  path: "cookiePath",
  domain: "cookieDomain",
  sameSite: "cookieSameSite",
  secure: "cookieSecure",
  httpOnly: "cookieHttpOnly",
};

function settingsOf(cookie: SessionCookie): Settings {
  return Object.fromEntries(
    Object.entries(keys).map(([setting, key]) => {
      const value = cookie[setting as keyof SessionCookie];
      return [key, value === undefined ? undefined : String(value)];
    }),
  );
}

/** What a line of `Set-Cookie` says, in the description's words. */
function attributesOf(line: string): SessionCookie {
  const cookie = Cookie.parse(line);
  assert.ok(cookie, line);
  const { key, maxAge, path, domain, sameSite, secure, httpOnly } = cookie;
  return {
    name: key,
    ...(typeof maxAge === "number" && { maxAgeSeconds: maxAge }),
    ...(path !== null && { path }),
    ...(domain !== null && { domain }),
    ...(sameSite !== undefined && {
      sameSite:
        `${sameSite.charAt(0).toUpperCase()}${sameSite.slice(1)}` as SessionCookie["sameSite"],
    }),
    secure,
    httpOnly,
  };
}

/** What the dialect says that clients will get, as far as the line tells it. */
function expectedOf(
  cookie: SessionCookie,
  { cookie: settings }: ReturnType<typeof dialectOf>,
): SessionCookie {
  return Object.fromEntries(
    Object.entries(cookie).filter(
      ([setting, value]) =>
        value !== undefined && settings[setting as keyof SessionCookie].inSetCookie !== false,
    ),
  );
}
