/**
 * A path of the site: what the API server accepts in an Ingress and the Gateway API in an HTTPRoute (networking.k8s.io:
 * ValidateIngress; gateway-api: HTTPPathMatch). Browsers send everything else percent-encoded.
 */
export function isSitePath(value: string): boolean {
  return (
    /^\/([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/.test(value) &&
    value.length <= 1024 &&
    !/\/\/|\/\.{1,2}(\/|$)|%2f|\*$/i.test(value)
  );
}

/** What a value that is no path of the site seems to be; `undefined` if nothing is recognised. */
export function describeNonSitePath(value: string): string | undefined {
  if (value.endsWith("*")) {
    return "everything below the path is included without a *";
  }
  return /[^\p{ASCII}]/u.test(value) ? "browsers send such characters percent-encoded" : undefined;
}

/** The path that was probably meant. */
export function suggestSitePath(value: string): string | undefined {
  const path = encodeURI(
    Buffer.from(value)
      .toString()
      .replace(/\/?\*+$/, ""),
  ).replace(/\/{2,}/g, "/");
  return isSitePath(path) ? path : undefined;
}
