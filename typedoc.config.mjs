import { OptionDefaults } from "typedoc";

/** `npm run docs:api`: the pages of what the package exports. */
export default {
  name: "pulumi-sticky-session",
  entryPoints: ["components/index.ts", "components/affinity/index.ts"],
  tsconfig: "tsconfig.library.json",
  out: "dist/api",
  readme: "none",
  excludeExternals: true,
  excludePrivate: true,
  // The tags of the settings: scripts/settings/tags.ts.
  blockTags: [
    ...OptionDefaults.blockTags,
    ...["@minimum", "@maximum", "@unit", "@format", "@keys", "@allowed", "@reason", "@config"],
    ...["@onlyWith", "@platform", "@elsewhere", "@inStack", "@secret", "@canBeSecret"],
  ],
};
