import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { isDnsLabel, isFolder, isImageReference, isUrlPath, isWholeNumber } from "./formats";

/**
 * The StatefulSet controller labels each pod with `<name>-<hash of the revision, 10 characters>`, and a
 * label's value has at most 63 characters (pkg/controller/statefulset, kubernetes/kubernetes#64023).
 */
export const longestName = 63 - "-0123456789".length;

/** What is wrong with the name, which every child's name is made from. */
export function validateName(name: string): Problem[] {
  if (isDnsLabel(name) && name.length <= longestName && /^[a-z]/.test(name)) {
    return [];
  }
  return [
    {
      setting: "name",
      got: name,
      allowed: `a lower-case letter, then lower-case letters, digits and -, ${longestName} characters at most`,
      example: "hello",
    },
  ];
}

/** What is wrong with the pods and with where they run. */
export function validateWorkload(args: StickyAppArgs): Problem[] {
  const { namespace, image, port, replicas, environment, probePath, writablePaths } = args;
  const problems: Problem[] = [];
  if (typeof namespace === "string" && !isDnsLabel(namespace)) {
    problems.push({
      setting: "namespace",
      got: namespace,
      allowed: "lower-case letters, digits and -, 63 characters at most",
      example: null,
    });
  }
  if (typeof image === "string" && !isImageReference(image)) {
    problems.push({
      setting: "image",
      got: image,
      allowed: "[registry/]repository[:tag][@digest], without spaces",
      example: "docker.io/nginxdemos/nginx-hello:plain-text",
    });
  }
  if (typeof port === "number" && !isWholeNumber(port, 1, 65535)) {
    problems.push({
      setting: "port",
      got: port,
      allowed: "a whole number from 1 to 65535",
      example: "8080",
    });
  }
  if (replicas !== undefined && !isWholeNumber(replicas, 1)) {
    problems.push({
      setting: "replicas",
      got: replicas,
      allowed: "a whole number, 1 or more",
      example: "3",
    });
  }
  for (const variable of Object.keys(environment ?? {})) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      problems.push({
        setting: `environment.${variable}`,
        got: variable,
        allowed: "names of letters, digits and _ that don't begin with a digit",
        example: null,
      });
    }
  }
  for (const [index, folder] of (writablePaths ?? []).entries()) {
    if (!isFolder(folder)) {
      problems.push({
        setting: `writablePaths[${index}]`,
        got: folder,
        allowed: "absolute paths below /, without spaces, colons and ..",
        example: null,
      });
    }
  }
  if (typeof probePath === "string" && !isUrlPath(probePath)) {
    problems.push({
      setting: "probePath",
      got: probePath,
      allowed: "a path that begins with /, without spaces, ? and #",
      example: "/",
    });
  }
  return problems;
}
