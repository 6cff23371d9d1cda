import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const rooms = [
  "bench",
  "cli",
  "components",
  "demo",
  "doctor",
  "examples",
  "index",
  "lab",
  "manifests",
  "migrate",
  "policy",
  "render",
  "scripts",
  "tests",
  "verify",
  "provider",
];

/** Forbids the imports from every room but a file's own and those that are named. */
function only(own, ...others) {
  const forbidden = rooms.filter((room) => room !== own && !others.includes(room));
  return {
    regex: `^(\\.{1,2}/)+(${forbidden.join("|")})(/|$)`,
    message: `${own} imports ${["itself", ...others].join(", ")} and packages, and nothing else.`,
  };
}

/** Its table of commands is the one place that knows them, and loads them by `require`. */
const notSticky = {
  regex: "^\\./sticky/|/cli/sticky/",
  message: "sticky knows the commands, and not they it.",
};

const noPulumi = { group: ["@pulumi/*"], message: "This room is pure TypeScript: no Pulumi." };

/**
 * Dependencies point inwards: index -> components -> affinity, demo -> verify -> affinity, and nothing knows
 * how the lab works: the others run its command. A file belongs to one of these: eslint does not add them up.
 */
const layers = [
  { files: ["index.ts"], forbidden: [only("index", "components")] },
  { files: ["components/!(affinity)/**", "components/*.ts"], forbidden: [only("components")] },
  {
    files: ["components/affinity/*.ts"],
    forbidden: [
      noPulumi,
      { group: ["../*"], message: "affinity depends on nothing outside its folder." },
    ],
  },
  {
    files: ["components/affinity/*/*.ts"],
    forbidden: [
      noPulumi,
      { group: ["../../*"], message: "affinity depends on nothing outside its folder." },
    ],
  },
  {
    files: ["cli/*.ts", "cli/terminal/**"],
    forbidden: [
      noPulumi,
      only("cli"),
      notSticky,
      { group: ["@kubernetes/*"], message: "A terminal alone." },
    ],
  },
  { files: ["cli/sticky/**"], forbidden: [noPulumi, only("cli")] },
  {
    files: ["verify/**"],
    forbidden: [
      noPulumi,
      only("verify", "cli", "components"),
      notSticky,
      {
        regex: "/components/(?!affinity/)",
        message: "verify knows nothing of components but what affinity promises.",
      },
    ],
  },
  {
    files: ["manifests/**"],
    forbidden: [
      noPulumi,
      only("manifests", "components"),
      {
        regex: "/components/(?!affinity/objects)",
        message: "manifests knows nothing of components but what an object is.",
      },
    ],
  },
  {
    files: ["doctor/**"],
    forbidden: [
      noPulumi,
      only("doctor", "cli", "components", "manifests", "verify"),
      notSticky,
      {
        regex: "/components/(?!affinity/)",
        message: "doctor knows nothing of components but what affinity promises.",
      },
      {
        regex: "/verify/(?!cluster/kubeConfig$|http/loopbackLookup$|verifyError$)",
        message: "doctor uses no more of verify than the ways to a cluster and a host.",
      },
    ],
  },
  {
    files: ["migrate/**"],
    forbidden: [
      noPulumi,
      only("migrate", "cli", "components", "manifests", "verify"),
      notSticky,
      {
        regex: "/components/(?!affinity/)",
        message: "migrate knows nothing of components but what affinity promises.",
      },
      {
        regex: "/verify/(?!cluster/kubeConfig$|verifyError$)",
        message: "migrate uses no more of verify than the way to a cluster.",
      },
    ],
  },
  {
    files: ["policy/**"],
    forbidden: [
      only("policy", "components", "doctor", "manifests"),
      {
        regex: "/components/(?!affinity/)",
        message: "policy knows nothing of components but what affinity promises.",
      },
    ],
  },
  {
    files: ["render/**"],
    forbidden: [only("render", "cli", "components", "manifests"), notSticky],
  },
  { files: ["demo/**"], forbidden: [noPulumi, only("demo", "cli", "verify")] },
  {
    files: ["lab/**"],
    forbidden: [
      // lab/provider is its own.
      only("lab", "cli", "provider"),
      {
        regex: "/cli/(?!terminal/|interruption$)",
        message: "lab uses no more of cli than the terminal and the interruption.",
      },
    ],
  },
  {
    files: ["provider/**"],
    forbidden: [
      only("provider", "components"),
      {
        regex: "/components/.",
        message: "provider uses what the package exports, as any program.",
      },
    ],
  },
  { files: ["bench/**"], forbidden: [only("bench", "cli", "verify"), notSticky] },
  { files: ["scripts/**"], forbidden: [only("scripts", "components")] },
  {
    // Unit tests import what they test.
    files: ["tests/e2e/**", "tests/disruption/**", "tests/guides/**"],
    forbidden: [
      {
        regex: "^(\\.{1,2}/)+lab/",
        message: "Nothing outside lab/ knows how it works: run its command instead.",
      },
    ],
  },
];

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "scripts/release/consumer/", "examples/programs/"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    files: ["**/*.ts"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      // This repository has no enumerations, and the rule would take a tenth of the time.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // Constructing a resource is how a Pulumi program declares it.
    files: ["index.ts", "components/**/*.ts", "policy/index.ts", "tests/**/*.ts"],
    rules: { "no-new": "off" },
  },
  {
    // Tests pass fakes on where the program has instances; to look for them takes a tenth of the time.
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-class-instance-assignment": "off" },
  },
  ...layers.map(({ files, forbidden }) => ({
    files,
    rules: { "no-restricted-imports": ["error", { patterns: forbidden }] },
  })),
  { files: ["**/*.{mjs,cjs}"], ...tseslint.configs.disableTypeChecked },
  // mocha reads its settings synchronously, and so as CommonJS.
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
