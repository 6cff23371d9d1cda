import { annotation, type Route } from "../route";

/** What each header says of the client, with the condition under which it is set. */
const headers: readonly (readonly [name: string, value: string, condition?: string])[] = [
  ["X-Forwarded-Host", "%[req.hdr(host)]"],
  ["X-Forwarded-Port", "%[dst_port]"],
  ["X-Forwarded-Proto", "http", "!{ ssl_fc }"],
  ["X-Forwarded-Proto", "https", "{ ssl_fc }"],
  ["X-Forwarded-Proto-Version", "h2", "{ ssl_fc_alpn -i h2 }"],
  [
    "Forwarded",
    String.raw`for=\"[%[src]]\";host=%[req.hdr(host)];proto=%[req.hdr(X-Forwarded-Proto)]`,
    "{ src -m sub : }",
  ],
  [
    "Forwarded",
    "for=%[src];host=%[req.hdr(host)];proto=%[req.hdr(X-Forwarded-Proto)]",
    "!{ src -m sub : }",
  ],
];

/** The lines that tell the application who asks, as the Route's annotation wants them. */
export function forwardedHeaders(route: Route): string[] {
  const how =
    annotation(
      route,
      "haproxy.router.openshift.io/set-forwarded-headers",
      /append|replace|if-none|never/,
    ) ?? "append";
  switch (how) {
    case "never":
      return [];
    case "append":
      return ["option forwardfor", ...headers.map((header) => line("add-header", header))];
    case "replace":
      return [
        "http-request set-header X-Forwarded-For %[src]",
        ...headers.map((header) => line("set-header", header)),
      ];
    default:
      return [
        "option forwardfor if-none",
        ...headers.map((header) =>
          line("set-header", header, `!{ req.hdr(${header[0]}) -m found }`),
        ),
      ];
  }
}

function line(
  action: string,
  [name, value, condition]: (typeof headers)[number],
  further?: string,
): string {
  const conditions = [condition, further].filter((each) => each !== undefined).join(" ");
  return `http-request ${action} ${name} ${value}${conditions === "" ? "" : ` if ${conditions}`}`;
}
