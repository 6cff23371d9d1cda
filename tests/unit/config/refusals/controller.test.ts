import { withoutAffinity } from "../../../../components/affinity/dialects";
import { type Case, controllers, k8s, openshift, refuses } from "../config";

describe("the refusal of settings: the platform and the controller", () => {
  refuses([
    [
      "an unknown platform",
      { ...k8s, platform: "swarm" },
      `sticky-session:platform
  got:      "swarm"
  allowed:  kubernetes, openshift
  fix:      pulumi config set platform kubernetes --stack test`,
    ],
    [
      "an unknown controller",
      { ...k8s, controller: "caddy" },
      `sticky-session:controller
  got:      "caddy"
  allowed:  ${controllers}
  fix:      kubectl get ingressclasses   # CONTROLLER tells which one the cluster has`,
    ],
    ...(
      [
        ["alb", "aws-load-balancer-controller (The AWS Load Balancer Controller)"],
        [
          "haproxy",
          "haproxy-ingress (haproxy-ingress), haproxytech (HAProxy Technologies' controller)",
        ],
        ["ngf", "nginx-gateway-fabric-plus (NGINX Gateway Fabric with NGINX Plus)"],
        ["Traefik", "traefik (Traefik)"],
        [
          "istio.io/ingress-controller",
          "istio (Istio), istio-persistent-session (Istio with persistent sessions)",
        ],
      ] as const
    ).map(([name, meant]): Case => {
      const ids = [...meant.matchAll(/([\w-]+) \(/g)].map(([, id = ""]) => id);
      return [
        `a controller by its usual name ${name}`,
        { ...k8s, controller: name },
        `sticky-session:controller
  got:      "${name}"
  problem:  "${name}" is not an id; it may mean ${meant}
  allowed:  ${ids.join(", ")}
  fix:      pulumi config set controller ${ids[0] ?? ""} --stack test`,
      ];
    }),
    [
      "the usual name of one that has no affinity",
      { ...k8s, controller: "ambassador" },
      `sticky-session:controller
  got:      "ambassador"
  problem:  Emissary-ingress has no affinity for an Ingress: a Mapping can hash a cookie (load_balancer, with a KubernetesEndpointResolver), which this program does not write
  allowed:  another controller beside it, such as traefik
  fix:      pulumi config set controller traefik --stack test`,
    ],
    [
      "the usual name of another platform's",
      { ...k8s, controller: "ocp" },
      `sticky-session:controller
  got:      "ocp"
  problem:  The OpenShift router is a controller of the platform openshift
  allowed:  ${controllers}
  fix:      kubectl get ingressclasses   # CONTROLLER tells which one the cluster has`,
    ],
    [
      "no controller on kubernetes",
      { ...k8s, controller: "" },
      `sticky-session:controller
  got:      nothing
  allowed:  ${controllers}
  fix:      kubectl get ingressclasses   # CONTROLLER tells which one the cluster has`,
    ],
    ...withoutAffinity.map(({ id, reason, alternatives: wayOut, instead }): Case => [
      `the controller ${id}, which has no cookie affinity`,
      { ...k8s, controller: id },
      `sticky-session:controller
  got:      "${id}"
  problem:  ${reason}
  allowed:  ${wayOut}
  fix:      pulumi config set controller ${instead} --stack test`,
    ]),
    [
      "no Gateway where the controller needs one",
      { ...k8s, controller: "envoy-gateway" },
      `sticky-session:gatewayName
  got:      nothing
  problem:  Envoy Gateway is told about the application by an HTTPRoute, which needs it
  allowed:  the name of a Gateway (kubectl get gateways lists them)
  fix:      pulumi config set gatewayName '<name>' --stack test`,
    ],
    ...(["contour", "istio"] as const).map((controller): Case => [
      `no certificate where ${controller} needs one`,
      { ...k8s, controller, tls: "edge" },
      `sticky-session:tlsSecret
  got:      nothing
  problem:  ${controller === "contour" ? "Contour is told about the application by an HTTPProxy" : "Istio is told about the application by an Istio Gateway with a VirtualService"}, which needs it
  allowed:  the name of the Secret with the host's certificate
  fix:      pulumi config set tlsSecret '<secretName>' --stack test`,
    ]),
    ...(
      [
        ["gatewayName", "contour", {}, "an HTTPRoute", "an HTTPProxy"],
        ["awaitIngress", "istio", {}, "an Ingress", "an Istio Gateway with a VirtualService"],
        ["ingressClass", "gateway-api", { gatewayName: "eg" }, "an Ingress", "an HTTPRoute"],
        [
          "tlsSecret",
          "aws-load-balancer-controller",
          { tls: "edge" },
          "an Ingress",
          "an Ingress of the AWS Load Balancer Controller",
        ],
      ] as const
    ).map(([key, controller, beside, owner, own]): Case => {
      const given = key === "awaitIngress" ? "false" : "public";
      return [
        `${key} with the controller ${controller}`,
        { ...k8s, controller, ...beside, [key]: given },
        `sticky-session:${key}
  got:      ${key === "awaitIngress" ? given : `"${given}"`}
  problem:  ${owner} has this setting; ${own} has not
  allowed:  unset with the controller ${controller}
  fix:      pulumi config rm ${key} --stack test`,
      ];
    }),
    ...(
      [
        ["gatewayName", "the name of a Gateway (kubectl get gateways lists them)", "name"],
        ["gatewayNamespace", "the name of a namespace", "namespace"],
        ["gatewayListener", "the name of one of the Gateway's listeners", "listener"],
      ] as const
    ).map(([key, allowed, part]): Case => [
      `a ${key} that is none`,
      { ...k8s, controller: "gateway-api", gatewayName: "eg", [key]: "A b" },
      `sticky-session:${key}
  got:      "A b"
  allowed:  ${allowed}
  fix:      pulumi config set ${key} '<${part}>' --stack test`,
    ]),
    [
      "a line of the Gateway API that the controller does not choose",
      { ...k8s, controller: "envoy-gateway", gatewayName: "eg", gatewayApiVersion: "1.6" },
      `sticky-session:gatewayApiVersion
  got:      "1.6"
  problem:  an HTTPRoute has this setting only with the controller gateway-api
  allowed:  unset with the controller envoy-gateway
  fix:      pulumi config rm gatewayApiVersion --stack test`,
    ],
    [
      "an unknown line of the Gateway API",
      { ...k8s, controller: "gateway-api", gatewayName: "eg", gatewayApiVersion: "2" },
      `sticky-session:gatewayApiVersion
  got:      "2"
  allowed:  1.6 for all up to 1.6, 1.7 for all from 1.7 on
  fix:      pulumi config set gatewayApiVersion 1.6 --stack test`,
    ],
    [
      "a controller of another platform",
      { ...openshift, controller: "traefik" },
      `sticky-session:controller
  got:      "traefik"
  problem:  Traefik is a controller of the platform kubernetes
  allowed:  openshift-route
  fix:      pulumi config set controller openshift-route --stack test`,
    ],
    [
      "an ingress class that is none",
      { ...k8s, ingressClass: "a b" },
      `sticky-session:ingressClass
  got:      "a b"
  allowed:  the name of an IngressClass (kubectl get ingressclass lists them)
  fix:      pulumi config set ingressClass '<ingressClassName>' --stack test`,
    ],
  ]);
});
