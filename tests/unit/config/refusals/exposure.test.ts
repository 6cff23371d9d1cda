import { type Case, k8s, refuses } from "../config";

describe("the refusal of settings: the host, the path and the protocol", () => {
  refuses([
    [
      "a missing host on kubernetes",
      { ...k8s, host: "" },
      `sticky-session:host
  got:      nothing
  problem:  an Ingress needs the DNS name that clients use
  allowed:  a DNS name in lower case, without scheme, port and path; *. before it for all names below
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
        [
          "a wildcard within",
          "shop-*.example.com",
          "a wildcard is the whole of the first label",
          "'<host>'",
        ],
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
  allowed:  a DNS name in lower case, without scheme, port and path; *. before it for all names below
  fix:      pulumi config set host ${meant} --stack test`,
    ]),
    [
      "one of several hosts that is none",
      { ...k8s, host: undefined, hosts: '["www.example.com","example.com/"]' },
      `sticky-session:hosts[1]
  got:      "example.com/"
  problem:  the path has a setting of its own, path
  allowed:  a DNS name in lower case, without scheme, port and path; *. before it for all names below
  fix:      pulumi config rm --path 'hosts[1]' --stack test`,
    ],
    [
      "wildcards where the controller does not take them",
      {
        ...k8s,
        ...{ controller: "azure-gateway-for-containers", gatewayName: "agc" },
        ...{ host: "*.example.com", hosts: '["example.org","*.example.org"]' },
      },
      `sticky-session:host
  got:      "*.example.com"
  problem:  Azure's Application Gateway for Containers has not matched wildcard hosts of an HTTPRoute (Azure/AKS#4713), and no document says that it does now
  allowed:  each DNS name by itself
  fix:      pulumi config set host '<host>' --stack test

sticky-session:hosts[1]
  got:      "*.example.org"
  problem:  Azure's Application Gateway for Containers has not matched wildcard hosts of an HTTPRoute (Azure/AKS#4713), and no document says that it does now
  allowed:  each DNS name by itself
  fix:      pulumi config rm --path 'hosts[1]' --stack test`,
    ],
    [
      "a cookie domain that not all hosts end with",
      { ...k8s, host: "www.example.com", hosts: '["example.org"]', cookieDomain: "example.com" },
      `sticky-session:cookieDomain
  got:      "example.com"
  problem:  a browser refuses a cookie of example.org for another domain
  allowed:  a domain that all of the hosts end with; unset for a cookie of its own on each host
  fix:      pulumi config rm cookieDomain --stack test`,
    ],
    [
      "a host that is no DNS name",
      { ...k8s, host: "my_host" },
      `sticky-session:host
  got:      "my_host"
  allowed:  a DNS name in lower case, without scheme, port and path; *. before it for all names below
  fix:      pulumi config set host '<host>' --stack test`,
    ],
    [
      "a path that is none",
      { ...k8s, path: "shop?a=1" },
      `sticky-session:path
  got:      "shop?a=1"
  allowed:  a path that begins with /, of letters, digits, %XX and -._~!$&'()*+,;=:@, without //, /./, /../, %2F and a * at its end, 1,024 characters at most
  fix:      pulumi config set path '<path>' --stack test`,
    ],
    [
      "gRPC, whose clients keep no cookies",
      { ...k8s, protocol: "grpc" },
      `sticky-session:protocol
  got:      "grpc"
  problem:  gRPC clients keep no cookies, so that none of them could stay on its pod by one; an HTTPRoute or Ingress of this program would spread them silently
  allowed:  http, also for gRPC-Web; a gRPC client chooses its pod itself, by the names that the headless Service gives them
  fix:      pulumi config set protocol http --stack test`,
    ],
    [
      "a protocol that is none",
      { ...k8s, protocol: "h2c" },
      `sticky-session:protocol
  got:      "h2c"
  allowed:  http
  fix:      pulumi config set protocol http --stack test`,
    ],
  ]);
});
