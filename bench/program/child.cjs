// One measured process of `npm run bench`: says as JSON what it took of the processor and the memory.
//   node child.cjs sdk                  an empty Pulumi program
//   node child.cjs program              this one, under mocks, as `pulumi` runs it; its cluster refuses connections
//   node child.cjs applications NUMBER  as many applications in one program, under mocks
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { output } = require("@pulumi/pulumi/output");
const { setAllConfig } = require("@pulumi/pulumi/runtime/config");
const { setMocks } = require("@pulumi/pulumi/runtime/mocks");
const { disconnect } = require("@pulumi/pulumi/runtime/settings");

const root = join(__dirname, "../..");
const kubeconfig = JSON.stringify({
  clusters: [{ name: "none", cluster: { server: "https://127.0.0.1:1" } }],
  users: [{ name: "none", user: { token: "none" } }],
  contexts: [{ name: "none", context: { cluster: "none", user: "none" } }],
  "current-context": "none",
});

async function measure(what, count) {
  await setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
      call: ({ inputs }) => inputs,
    },
    "project",
    "k8s",
  );
  if (what === "sdk") {
    // What every program imports, whole; this one imports its parts.
    require("@pulumi/pulumi");
  } else if (what === "program") {
    setAllConfig(stackConfiguration());
    await settled([require("../../scripts/program/load.cjs").load(root)]);
  } else if (what === "applications") {
    const StickyApp = component();
    const before = process.cpuUsage();
    const apps = Array.from({ length: count }, (_, index) => application(StickyApp, index));
    await settled(apps);
    return process.cpuUsage(before);
  }
  return process.cpuUsage();
}

/** What the stack k8s is configured with, the defaults of Pulumi.yaml included, as the engine does. */
function stackConfiguration() {
  const { parse } = require("yaml");
  const { config } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  const defaults = Object.entries(config).map(([key, { default: value }]) => [
    `project:${key}`,
    String(value),
  ]);
  const { config: stack } = parse(readFileSync(join(root, "Pulumi.k8s.yaml"), "utf8"));
  const chosen = Object.entries(stack).map(([key, value]) => [
    key.replace(/^[^:]*/, "project"),
    String(value),
  ]);
  return { ...Object.fromEntries([...defaults, ...chosen]), "kubernetes:kubeconfig": kubeconfig };
}

/** As `pulumi` runs it: with source maps, Node would look up each of Pulumi's many stack traces. */
function component() {
  const { text } = require("../../scripts/program/build.cjs").build(root, {
    stdin: { contents: 'export { StickyApp } from "./components/stickyApp";', resolveDir: root },
    packages: "external",
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", text)(module, module.exports, require);
  return module.exports.StickyApp;
}

function application(StickyApp, index) {
  return new StickyApp(`app-${index}`, {
    platform: "kubernetes",
    controller: "traefik",
    image: "registry.example.com/app:1",
    host: `app-${index}.example.com`,
    resources: { limits: { memory: "1Gi" } },
  });
}

/** Waits for the outputs, and for what else they wait for. */
async function settled(apps) {
  await Promise.all(apps.map(({ url }) => new Promise((resolve) => output(url).apply(resolve))));
  await disconnect();
}

const [what, count] = process.argv.slice(2);
measure(what, Number(count)).then(({ user, system }) => {
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({
      processorSeconds: (user + system) / 1e6,
      megabytes,
      modules: Object.keys(require.cache).length,
    }),
  );
});
