import { k8s, refuses } from "../config";

describe("the refusal of settings: second ports and the load balancer", () => {
  refuses([
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
  ]);
});
