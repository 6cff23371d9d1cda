/** The name of the host itself beside the script of this name. */
export function hostName(script: string): string {
  return `${script}-host`;
}

/**
 * Starts the language host beside it as the project's options say. The newest one that is a Go module takes them as
 * arguments; an engine of today sends them in a request instead, and that host would compile each JavaScript program as
 * TypeScript. It is run in the project's folder.
 */
export const languageHostScript = `#!/bin/sh
if grep -qs '^[^#]*typescript: *false' Pulumi.yaml; then
  set -- -typescript=false "$@"
fi
exec "${hostName("$0")}" "$@"
`;
