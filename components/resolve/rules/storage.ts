import type { Rule } from "../context";

/** A volume has a folder of its own. */
export const checkStorage: Rule = ({ args }) => {
  const { storage, writablePaths } = args;
  const mountPath = storage?.mountPath;
  if (mountPath === undefined || !writablePaths.includes(mountPath)) {
    return [];
  }
  return [
    {
      setting: "storage.mountPath",
      got: mountPath,
      reason: "{writablePaths} has it too",
      allowed: "an absolute path below / that is not in {writablePaths}",
      example: "<mountPath>",
    },
  ];
};
