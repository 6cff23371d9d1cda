import { type Case, k8s, openshift, refuses } from "../config";

describe("the refusal of settings: the host, the path and TLS", () => {
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
  fix:      pulumi config set path / --stack test`,
    ],
    [
      "an unknown TLS termination",
      { ...k8s, tls: "on" },
      `sticky-session:tls
  got:      "on"
  allowed:  none, edge, external, reencrypt
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "passthrough",
      { ...openshift, tls: "passthrough" },
      `sticky-session:tls
  got:      "passthrough"
  problem:  The OpenShift router never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie
  allowed:  none, edge, reencrypt, external
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "a termination that the controller has not",
      { ...k8s, tls: "reencrypt" },
      `sticky-session:tls
  got:      "reencrypt"
  problem:  Traefik has no setting for it that this program knows
  allowed:  none, edge, external
  fix:      pulumi config set tls edge --stack test`,
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
    [
      "a second port where the controller has cookies of its own for it",
      { ...k8s, pathPorts: '{"/websocket":"8072"}' },
      `sticky-session:pathPorts
  got:      {"/websocket":"8072"}
  problem:  each port is a backend of its own for Traefik, with cookie values of its own: the two would overwrite each other's cookie, and the client would change its pod with each change of path
  allowed:  unset with a container in the pod that passes the paths on to their ports; one of the controllers haproxy-ingress, haproxy-ingress-drain-support
  fix:      pulumi config rm pathPorts --stack test`,
    ],
    [
      "second ports that are none, or taken, or that the cookie is not sent to",
      {
        ...{ ...k8s, controller: "haproxy-ingress", path: "/app", cookiePath: "/app" },
        ...{ pathPorts: '{"/app/a":"8080","/app/b":"80","/websocket":"8072","/app/c":"8073"}' },
      },
      `sticky-session:pathPorts["/app/a"]
  got:      "8080"
  problem:  port is the same
  allowed:  another port of the pods
  fix:      pulumi config rm --path 'pathPorts["/app/a"]' --stack test

sticky-session:pathPorts["/app/b"]
  got:      "80"
  problem:  the Service has it for port
  allowed:  another port of the pods
  fix:      pulumi config rm --path 'pathPorts["/app/b"]' --stack test

sticky-session:pathPorts["/websocket"]
  got:      "8072"
  problem:  a browser would not send the cookie there: cookiePath is /app
  allowed:  a path below /app, or cookiePath /
  fix:      pulumi config rm --path 'pathPorts["/websocket"]' --stack test

sticky-session:cookiePath
  got:      "/app"
  problem:  haproxy-ingress cannot set another cookie path than /
  allowed:  /, or unset
  fix:      pulumi config rm cookiePath --stack test`,
    ],
    [
      "a second port that is none, and a path that is none",
      { ...k8s, pathPorts: '{"/websocket":"65536","websocket":"8072"}' },
      `sticky-session:pathPorts["/websocket"]
  got:      "65536"
  allowed:  a port from 1 to 65535
  fix:      pulumi config rm --path 'pathPorts["/websocket"]' --stack test

sticky-session:pathPorts.websocket
  got:      "websocket"
  allowed:  a path that begins with /, without spaces, ? and #
  fix:      pulumi config rm --path pathPorts.websocket --stack test`,
    ],
    [
      "settings of a load balancer that another controller makes",
      { ...k8s, loadBalancerScheme: "internal" },
      `sticky-session:loadBalancerScheme
  got:      "internal"
  problem:  an Ingress of the AWS Load Balancer Controller has this setting; an Ingress has not
  allowed:  unset with the controller traefik
  fix:      pulumi config rm loadBalancerScheme --stack test`,
    ],
    [
      "a certificate of AWS that is none, and a scheme",
      {
        ...{ ...k8s, controller: "aws-load-balancer-controller", tls: "edge" },
        ...{ certificateArns: '["my-cert"]', loadBalancerScheme: "public" },
      },
      `sticky-session:loadBalancerScheme
  got:      "public"
  allowed:  internal, internet-facing
  fix:      pulumi config set loadBalancerScheme internal --stack test

sticky-session:certificateArns[0]
  got:      "my-cert"
  allowed:  arn:aws:acm:REGION:ACCOUNT:certificate/ID
  fix:      pulumi config rm --path 'certificateArns[0]' --stack test`,
    ],
    [
      "an annotation of the load balancer's that has a setting",
      {
        ...{ ...k8s, controller: "aws-load-balancer-controller" },
        ingressAnnotations: '{"alb.ingress.kubernetes.io/scheme":"internal"}',
      },
      `sticky-session:ingressAnnotations["alb.ingress.kubernetes.io/scheme"]
  got:      "internal"
  problem:  The AWS Load Balancer Controller is told by it what this program has settings for
  allowed:  unset; loadBalancerScheme says it instead
  fix:      pulumi config rm --path 'ingressAnnotations["alb.ingress.kubernetes.io/scheme"]' --stack test`,
    ],
    [
      "a certificate of the controller's where TLS ends in front of it",
      { ...k8s, tls: "external", tlsSecret: "shop-tls" },
      `sticky-session:tlsSecret
  got:      "shop-tls"
  problem:  it has no effect without tls edge or reencrypt
  allowed:  unset, or tls edge or reencrypt beside it
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
    [
      "a Secure cookie of OpenShift's router where TLS ends in front of it",
      { ...openshift, tls: "external", cookieSecure: "true", cookieSameSite: "None" },
      `sticky-session:cookieSameSite
  got:      "None"
  problem:  the OpenShift router cannot set SameSite on a Route that serves plain http
  allowed:  unset; any value with TLS and no plain http beside it
  fix:      pulumi config rm cookieSameSite --stack test

sticky-session:cookieSecure
  got:      true
  problem:  the OpenShift router cannot make the cookie of a Route that serves plain http Secure
  allowed:  false, or unset; true with TLS and no plain http beside it
  fix:      pulumi config rm cookieSecure --stack test`,
    ],
    [
      "a certificate without TLS",
      { ...k8s, tlsSecret: "shop-tls" },
      `sticky-session:tlsSecret
  got:      "shop-tls"
  problem:  it has no effect without tls edge or reencrypt
  allowed:  unset, or tls edge or reencrypt beside it
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
  ]);
});
