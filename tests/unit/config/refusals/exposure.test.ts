import { type Case, k8s, openshift, refuses } from "../config";

describe("the refusal of settings: the host, the path and TLS", () => {
  refuses([
    [
      "a missing host on kubernetes",
      { ...k8s, host: "" },
      `sticky-session:host
  got:      nothing
  problem:  an Ingress needs the DNS name that clients use
  allowed:  a DNS name in lower case, without scheme, port, path and wildcard
  fix:      pulumi config set host '<host>' --stack test`,
    ],
    ...(
      [
        [
          "an IP address",
          "10.0.0.1",
          "an IP address has no cookies of its own to keep clients apart",
          "'<host>'",
        ],
        ["a URL", "https://shop.example.com/cart", "that is a URL", "shop.example.com"],
        [
          "upper case",
          "Shop.example.com",
          "Kubernetes accepts host names in lower case only",
          "shop.example.com",
        ],
        ["a wildcard", "*.example.com", "a wildcard names no single host for clients", "'<host>'"],
        [
          "a path in it",
          "shop.example.com/cart",
          "the path has a setting of its own, path",
          "shop.example.com",
        ],
        [
          "a port in it",
          "shop.example.com:8080",
          "a host is given without a port",
          "shop.example.com",
        ],
      ] as const
    ).map(([what, host, problem, meant]): Case => [
      `a host that is or has ${what}`,
      { ...k8s, host },
      `sticky-session:host
  got:      "${host}"
  problem:  ${problem}
  allowed:  a DNS name in lower case, without scheme, port, path and wildcard
  fix:      pulumi config set host ${meant} --stack test`,
    ]),
    [
      "a host that is no DNS name",
      { ...k8s, host: "my_host" },
      `sticky-session:host
  got:      "my_host"
  allowed:  a DNS name in lower case, without scheme, port, path and wildcard
  fix:      pulumi config set host '<host>' --stack test`,
    ],
    [
      "a path that is none",
      { ...k8s, path: "shop?a=1" },
      `sticky-session:path
  got:      "shop?a=1"
  allowed:  a path that begins with /, of letters, digits, %XX and -._~!$&'()*+,;=:@, without //, /./, /../, %2F and a * at its end, 1,024 characters at most
  fix:      pulumi config set path / --stack test`,
    ],
    [
      "an unknown TLS termination",
      { ...k8s, tls: "on" },
      `sticky-session:tls
  got:      "on"
  allowed:  none, edge, reencrypt
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "passthrough",
      { ...openshift, tls: "passthrough" },
      `sticky-session:tls
  got:      "passthrough"
  problem:  The OpenShift router never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie
  allowed:  none, edge, reencrypt
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "a termination that the controller has not",
      { ...k8s, tls: "reencrypt" },
      `sticky-session:tls
  got:      "reencrypt"
  problem:  Traefik has no setting for it that this program knows
  allowed:  none, edge
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "a certificate without TLS",
      { ...k8s, tlsSecret: "shop-tls" },
      `sticky-session:tlsSecret
  got:      "shop-tls"
  problem:  it has no effect without tls edge
  allowed:  unset, or tls edge beside it
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
  ]);
});
