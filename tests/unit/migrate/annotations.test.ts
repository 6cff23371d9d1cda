import assert from "node:assert/strict";
import { ingressNginxSubjects } from "../../../migrate/annotations/ingressNginx";
import { isLost } from "../../../migrate/item";
import {
  annotationsIn,
  itemAbout,
  migrated,
  nginx,
  only,
  paths,
  said,
  service,
  sticky,
  targets,
} from "./migrated";

const haproxy = "haproxy-ingress.github.io";
const router = "haproxy.router.openshift.io";

/** Values that the annotations of other types than text have. */
const values: Readonly<Record<string, string>> = {
  // Each of these takes the whole Ingress out of the migration otherwise.
  canary: "never",
  "ssl-passthrough": "never",
};

describe("annotations of ingress-nginx that are not about affinity", () => {
  for (const { id, noPlainHttp } of targets) {
    it(`are carried over or named, each of them: ${id}`, async () => {
      const names = Object.keys(ingressNginxSubjects).filter((name) => name !== "use-regex");
      const given = Object.fromEntries(
        names.map((name) => [`${nginx}/${name}`, values[name] ?? "7"]),
      );
      const tls = noPlainHttp === undefined ? "" : "  tls:\n    - hosts: [shop.example.com]\n";
      const report = await migrated(sticky(given, `${tls}${paths("/")}`), id, { isLive: true });
      const silent = names.filter(
        (name) => !report.items.some(({ setting }) => setting === `${nginx}/${name}`),
      );
      assert.deepEqual(
        silent,
        id === "openshift-route" ? ["ssl-redirect", "force-ssl-redirect"] : [],
      );
    });
  }

  /** Those that a target has an equal of: what it becomes. */
  const equals: [
    to: string,
    name: string,
    value: string,
    written: Readonly<Record<string, string>>,
  ][] = [
    ["haproxy-ingress", "proxy-body-size", "8m", { [`${haproxy}/proxy-body-size`]: "8m" }],
    ["haproxy-ingress", "proxy-body-size", "4G", { [`${haproxy}/proxy-body-size`]: "4g" }],
    ["haproxy-ingress", "proxy-body-size", "0", { [`${haproxy}/proxy-body-size`]: "unlimited" }],
    [
      "haproxy-ingress",
      "whitelist-source-range",
      "10.0.0.0/8,::1",
      { [`${haproxy}/allowlist-source-range`]: "10.0.0.0/8,::1" },
    ],
    ["haproxy-ingress", "enable-cors", "true", { [`${haproxy}/cors-enable`]: "true" }],
    [
      "haproxy-ingress",
      "cors-allow-origin",
      "https://a.example.com",
      { [`${haproxy}/cors-allow-origin`]: "https://a.example.com" },
    ],
    ["haproxy-ingress", "backend-protocol", "GRPC", { [`${haproxy}/backend-protocol`]: "grpc" }],
    ["haproxy-ingress", "proxy-read-timeout", "3600", { [`${haproxy}/timeout-server`]: "3600s" }],
    ["haproxy-ingress", "proxy-connect-timeout", "5", { [`${haproxy}/timeout-connect`]: "5s" }],
    [
      "haproxy-ingress",
      "server-alias",
      "www.example.com",
      { [`${haproxy}/server-alias`]: "www.example.com" },
    ],
    [
      "haproxy-ingress",
      "auth-tls-verify-client",
      "optional",
      { [`${haproxy}/auth-tls-verify-client`]: "optional" },
    ],
    ["haproxy-ingress-drain-support", "app-root", "/shop", { [`${haproxy}/app-root`]: "/shop" }],
    ["openshift-route", "proxy-read-timeout", "3600", { [`${router}/timeout`]: "3600s" }],
    [
      "openshift-route",
      "whitelist-source-range",
      "10.0.0.0/8, ::1",
      { [`${router}/ip_allowlist`]: "10.0.0.0/8 ::1" },
    ],
    ["f5-nginx", "proxy-body-size", "8m", { "nginx.org/client-max-body-size": "8m" }],
    ["f5-nginx-plus", "proxy-send-timeout", "9", { "nginx.org/proxy-send-timeout": "9s" }],
    [
      "azure-application-gateway",
      "proxy-read-timeout",
      "9",
      { "appgw.ingress.kubernetes.io/request-timeout": "9" },
    ],
    ["traefik-ingress-nginx", "auth-type", "basic", { [`${nginx}/auth-type`]: "basic" }],
  ];
  for (const [to, name, value, written] of equals) {
    it(`${to} has ${name}: ${value}`, async () => {
      const report = await migrated(sticky({ [`${nginx}/${name}`]: value }), to);
      const found = annotationsIn(only(report, to === "openshift-route" ? "Route" : "Ingress"));
      for (const [key, text] of Object.entries(written)) {
        assert.equal(found[key], text);
      }
      assert.equal(itemAbout(report, `${nginx}/${name}`).outcome, "carried over");
      assert.deepEqual(report.items.filter(isLost), []);
    });
  }

  /** Values that look alike and are not. */
  const unequal: [to: string, name: string, value: string][] = [
    ["haproxy-ingress", "proxy-body-size", "8M 9"],
    ["haproxy-ingress", "cors-allow-origin", "https://*.example.com"],
    ["haproxy-ingress", "backend-protocol", "FCGI"],
    ["haproxy-ingress", "proxy-read-timeout", "60s"],
    ["haproxy-ingress", "server-alias", "a.example.com,b.example.com"],
    ["haproxy-ingress", "rewrite-target", "/"],
    ["haproxy-ingress", "limit-rps", "5"],
    ["haproxy-ingress", "auth-secret", "users"],
    ["openshift-route", "proxy-read-timeout", "1m"],
    ["traefik-ingress-nginx", "mirror-target", "https://example.com"],
  ];
  for (const [to, name, value] of unequal) {
    it(`${to} has no ${name}: ${value}`, async () => {
      const report = await migrated(sticky({ [`${nginx}/${name}`]: value }), to);
      const item = itemAbout(report, `${nginx}/${name}`);
      assert.equal(item.outcome, "not this tool's");
      assert.match(item.reason, /^it is about /);
    });
  }

  it("say from which release on Traefik's provider reads them", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/proxy-body-size`]: "8m" }),
      "traefik-ingress-nginx",
    );
    assert.deepEqual(
      [
        itemAbout(report, `${nginx}/proxy-body-size`).outcome,
        itemAbout(report, `${nginx}/proxy-body-size`).reason,
      ],
      ["assumed", "Traefik reads it from 3.7 on"],
    );
    assert.equal(annotationsIn(only(report, "Ingress"))[`${nginx}/proxy-body-size`], "8m");
  });

  it("that are snippets are named: Traefik leaves their whole Ingress out", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/server-snippet`]: "return 404;" }),
      "traefik-ingress-nginx",
    );
    const { outcome, reason } = itemAbout(report, `${nginx}/server-snippet`);
    assert.equal(outcome, "not carried over");
    assert.match(reason, /leaves the whole Ingress out/);
  });

  it("lead to where the target has such a setting", async () => {
    const { fix } = itemAbout(
      await migrated(sticky({ [`${nginx}/rewrite-target`]: "/$1" }), "contour"),
      `${nginx}/rewrite-target`,
    );
    assert.equal(fix, "see Contour: pathRewritePolicy of the HTTPProxy");
  });

  it("that nobody knows are named all the same", async () => {
    const report = await migrated(sticky({ [`${nginx}/of-tomorrow`]: "1" }), "traefik");
    assert.match(itemAbout(report, `${nginx}/of-tomorrow`).reason, /for its old controller alone/);
  });

  it("that say what is so anyway are not worth a word", async () => {
    const yaml = sticky({
      [`${nginx}/ssl-redirect`]: "false",
      [`${nginx}/force-ssl-redirect`]: "false",
      [`${nginx}/backend-protocol`]: "HTTP",
    });
    assert.deepEqual((await migrated(yaml, "traefik")).items, []);
  });

  it("force-ssl-redirect without TLS of its own is named", async () => {
    const report = await migrated(sticky({ [`${nginx}/force-ssl-redirect`]: "true" }), "traefik");
    assert.equal(itemAbout(report, `${nginx}/force-ssl-redirect`).outcome, "not this tool's");
  });
});

describe("annotations of others", () => {
  it("stay, without the notes of the tools that made the object", async () => {
    const yaml = sticky({
      "external-dns.alpha.kubernetes.io/ttl": "60",
      "example.com/team": "shop",
      "meta.helm.sh/release-name": "shop",
      "kubectl.kubernetes.io/last-applied-configuration": "{}",
      "argocd.argoproj.io/tracking-id": "shop",
    }).replace(
      "  namespace: store\n  annotations",
      "  namespace: store\n  labels: { app.kubernetes.io/managed-by: Helm, app: shop }\n  annotations",
    );
    const { metadata } = only(await migrated(yaml, "haproxy-ingress"), "Ingress");
    assert.deepEqual(metadata.labels, { app: "shop" });
    assert.deepEqual(
      Object.keys(metadata.annotations ?? {}).filter((key) => !key.startsWith(haproxy)),
      ["external-dns.alpha.kubernetes.io/ttl", "example.com/team"],
    );
  });

  it("of cert-manager are not carried over to what it does not read", async () => {
    const yaml = sticky({ "cert-manager.io/cluster-issuer": "letsencrypt" });
    const route = await migrated(yaml, "openshift-route");
    assert.equal(itemAbout(route, "cert-manager.io/cluster-issuer").outcome, "not carried over");
    assert.ok(!("cert-manager.io/cluster-issuer" in annotationsIn(only(route, "Route"))));
    assert.ok(
      said(await migrated(yaml, "traefik"), "assumed").some((line) =>
        line.includes("cert-manager.io"),
      ),
    );
  });

  it("of external-dns are part of the way to roll it out", async () => {
    const watched = sticky({ "external-dns.alpha.kubernetes.io/hostname": "shop.example.com" });
    const mentions = ({ rollout }: { rollout: readonly { say: string }[] }): boolean =>
      rollout.some(({ say }) => say.startsWith("external-dns reads the new objects"));
    assert.ok(mentions(await migrated(watched, "traefik")));
    assert.ok(!mentions(await migrated(sticky(), "traefik")));
  });
});

describe("objects of Services", () => {
  it("have nothing that the API server adds", async () => {
    const live = sticky().replace(
      service("web"),
      `${service("web")
        .replace("spec:", "  spec:")
        .replace(
          "metadata: { name: web, namespace: store }\n  spec:",
          `metadata:
  name: web
  namespace: store
  uid: 1-2-3
  resourceVersion: "7"
  annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" }
spec:
  clusterIP: 10.0.0.7
  clusterIPs: [10.0.0.7]`,
        )}status: { loadBalancer: {} }\n`,
    );
    assert.deepEqual(Object.keys(only(await migrated(live, "traefik"), "Service")), [
      "apiVersion",
      "kind",
      "metadata",
      "spec",
    ]);
    const { metadata, spec } = only(await migrated(live, "traefik"), "Service");
    assert.deepEqual(Object.keys(metadata), ["name", "namespace", "annotations"]);
    assert.ok(Object.keys(metadata.annotations ?? {}).every((key) => key.startsWith("traefik.")));
    assert.deepEqual(Object.keys(spec as object), ["selector", "ports"]);
  });
});

describe("the new objects", () => {
  const names = async (to: string): Promise<(string | undefined)[]> =>
    (await migrated(sticky({}, paths("/")), to)).objects
      .filter(({ kind }) => kind !== "Service")
      .map(({ metadata }) => metadata.name);

  it("are beside the old Ingress: another Ingress has another name", async () => {
    assert.deepEqual(await names("traefik"), ["shop-traefik"]);
    assert.deepEqual(await names("openshift-route"), ["shop"]);
    assert.deepEqual(await names("contour"), ["shop"]);
  });

  it("are the same Ingress where the new controller reads it as it is", async () => {
    const report = await migrated(sticky(), "traefik-ingress-nginx");
    const { metadata, spec } = only(report, "Ingress");
    assert.equal(metadata.name, "shop");
    assert.equal((spec as { ingressClassName: string }).ingressClassName, "nginx");
    assert.ok(
      report.rollout.every(
        ({ commands }) => !commands.some((command) => command.includes("delete")),
      ),
    );
  });
});
