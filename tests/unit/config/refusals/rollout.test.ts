import { type Case, k8s, openshift, refuses } from "../config";

describe("the refusal of settings: scaling, storage and the network", () => {
  refuses([
    [
      "no room for an autoscaler",
      { ...k8s, maxReplicas: "3" },
      `sticky-session:maxReplicas
  got:      3
  allowed:  a whole number above replicas, so 4 or more
  fix:      pulumi config set maxReplicas 6 --stack test`,
    ],
    ...["2.5", "many", "2147483648"].map((given): Case => [
      `maxReplicas ${given}`,
      { ...k8s, maxReplicas: given },
      `sticky-session:maxReplicas
  got:      ${given === "many" ? '"many"' : given}
  allowed:  a whole number from 2 to 2147483647
  fix:      pulumi config set maxReplicas '<maxReplicas>' --stack test`,
    ]),
    [
      "a load without an autoscaler",
      { ...k8s, targetCpuPercent: "50" },
      `sticky-session:maxReplicas
  got:      nothing
  allowed:  a whole number from 2 to 2147483647
  fix:      pulumi config set maxReplicas '<maxReplicas>' --stack test`,
    ],
    [
      "a load that is none",
      { ...k8s, maxReplicas: "6", targetCpuPercent: "0" },
      `sticky-session:targetCpuPercent
  got:      0
  allowed:  a whole number of percent from 1 to 2147483647
  fix:      pulumi config set targetCpuPercent '<targetCpuPercent>' --stack test`,
    ],
    [
      "negative seconds",
      { ...k8s, minReadySeconds: "-1" },
      `sticky-session:minReadySeconds
  got:      -1
  allowed:  a whole number of seconds from 0 to 2147483647
  fix:      pulumi config set minReadySeconds '<minReadySeconds>' --stack test`,
    ],
    [
      "a volume without a size",
      { ...k8s, storagePath: "/data" },
      `sticky-session:storageSize
  got:      nothing
  allowed:  a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory
  fix:      pulumi config set storageSize '<size>' --stack test`,
    ],
    [
      "a volume without a folder",
      { ...k8s, storageSize: "1Gi" },
      `sticky-session:storagePath
  got:      nothing
  allowed:  an absolute path below /, without spaces, colons and ..
  fix:      pulumi config set storagePath '<mountPath>' --stack test`,
    ],
    [
      "a volume where another one is",
      { ...k8s, storagePath: "/tmp", storageSize: "1Gi" },
      `sticky-session:storagePath
  got:      "/tmp"
  problem:  writablePaths[0] has it too
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config set storagePath '<mountPath>' --stack test`,
    ],
    [
      "a storage class that is none",
      { ...k8s, storagePath: "/data", storageSize: "1Gi", storageClass: "a b" },
      `sticky-session:storageClass
  got:      "a b"
  allowed:  the name of a StorageClass (kubectl get storageclass lists them)
  fix:      pulumi config set storageClass '<storageClassName>' --stack test`,
    ],
    [
      "a network policy that would shut the proxy out",
      { ...k8s, networkPolicy: "true" },
      `sticky-session:proxyNamespace
  got:      nothing
  problem:  Traefik is installed in another namespace on each cluster, and without it the policy would shut the proxy out
  allowed:  the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)
  fix:      pulumi config set proxyNamespace '<proxyNamespace>' --stack test`,
    ],
    [
      "sources of a network policy that there is not",
      { ...k8s, networkPolicyFrom: '["monitoring"]' },
      `sticky-session:networkPolicyFrom
  got:      ["monitoring"]
  problem:  it has no effect without networkPolicy true
  allowed:  unset, or networkPolicy true beside it
  fix:      pulumi config rm networkPolicyFrom --stack test`,
    ],
    [
      "sources of a network policy that are none",
      {
        ...{ ...k8s, networkPolicy: "true", proxyNamespace: "traefik" },
        networkPolicyFrom: '["10.0.0.1","a/b","10.0.0.0/33","fd00::/128","10.0.0.0/32"]',
      },
      `sticky-session:networkPolicyFrom[0]
  got:      "10.0.0.1"
  problem:  one address is written 10.0.0.1/32
  allowed:  the name of a namespace, or addresses as 10.0.0.0/8
  fix:      pulumi config rm --path 'networkPolicyFrom[0]' --stack test

sticky-session:networkPolicyFrom[1]
  got:      "a/b"
  allowed:  the name of a namespace, or addresses as 10.0.0.0/8
  fix:      pulumi config rm --path 'networkPolicyFrom[1]' --stack test

sticky-session:networkPolicyFrom[2]
  got:      "10.0.0.0/33"
  allowed:  the name of a namespace, or addresses as 10.0.0.0/8
  fix:      pulumi config rm --path 'networkPolicyFrom[2]' --stack test`,
    ],
    [
      "a namespace without a network policy",
      { ...k8s, proxyNamespace: "traefik" },
      `sticky-session:proxyNamespace
  got:      "traefik"
  problem:  it has no effect without networkPolicy true
  allowed:  unset, or networkPolicy true beside it
  fix:      pulumi config rm proxyNamespace --stack test`,
    ],
    [
      "a proxy's namespace that is none",
      { ...k8s, networkPolicy: "true", proxyNamespace: "Kube System" },
      `sticky-session:proxyNamespace
  got:      "Kube System"
  allowed:  the name of the namespace that the controller's pods run in (kubectl get pods -A lists them)
  fix:      pulumi config set proxyNamespace '<proxyNamespace>' --stack test`,
    ],
    [
      "a proxy's namespace on openshift",
      { ...openshift, networkPolicy: "true", proxyNamespace: "openshift-ingress" },
      `sticky-session:proxyNamespace
  got:      "openshift-ingress"
  problem:  OpenShift's routers are known by a label of their namespace, wherever they run
  allowed:  unset on openshift
  fix:      pulumi config rm proxyNamespace --stack test`,
    ],
  ]);
});
