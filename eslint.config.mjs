import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** Dependencies point inwards: index -> components -> affinity; nothing imports lab, demo or tests. */
const layers = [
  {
    files: ["components/affinity/*.ts"],
    forbidden: [
      { group: ["@pulumi/*"], message: "components/affinity is pure TypeScript: no Pulumi." },
      { group: ["../*"], message: "affinity depends on nothing outside its folder." },
    ],
  },
  {
    files: ["components/affinity/*/*.ts"],
    forbidden: [
      { group: ["@pulumi/*"], message: "components/affinity is pure TypeScript: no Pulumi." },
      { group: ["../../*"], message: "affinity depends on nothing outside its folder." },
    ],
  },
  {
    files: ["index.ts", "components/!(affinity)/**", "components/*.ts"],
    forbidden: [
      {
        group: ["**/lab/**", "**/demo/**", "**/scripts/**", "**/tests/**"],
        message: "Nothing imports lab, demo, scripts or tests.",
      },
    ],
  },
  {
    files: ["verify/**"],
    forbidden: [
      {
        group: ["**/lab/**", "**/demo/**", "**/tests/**"],
        message: "Nothing imports lab, demo or tests.",
      },
      {
        regex: "/components/(?!affinity/)",
        message: "verify knows nothing of components but what affinity promises.",
      },
      { group: ["@pulumi/*"], message: "verify knows Pulumi by its command alone." },
    ],
  },
  {
    files: ["lab/**"],
    forbidden: [
      {
        regex: "/(components|demo|tests|verify)/",
        message: "lab knows nothing of the program or the verifier: they come to its command.",
      },
    ],
  },
  {
    files: ["demo/**", "tests/e2e/**", "tests/disruption/**"],
    forbidden: [
      {
        group: ["**/lab/**"],
        message: "Nothing outside lab/ knows how it works: run its command instead.",
      },
    ],
  },
];

export default tseslint.config(
  { ignores: ["node_modules/", "dist/"] },
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
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // Constructing a resource is how a Pulumi program declares it.
    files: ["index.ts", "components/**/*.ts", "tests/**/*.ts"],
    rules: { "no-new": "off" },
  },
  ...layers.map(({ files, forbidden }) => ({
    files,
    rules: { "no-restricted-imports": ["error", { patterns: forbidden }] },
  })),
  { files: ["**/*.{mjs,cjs}"], ...tseslint.configs.disableTypeChecked },
  // mocha reads its settings synchronously, and so as CommonJS.
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
