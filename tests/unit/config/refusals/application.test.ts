import { type Case, k8s, refuses } from "../config";

describe("the refusal of settings: the application", () => {
  refuses([
    [
      "no name",
      { ...k8s, name: "" },
      `sticky-session:name
  got:      nothing
  allowed:  a lower-case letter, then lower-case letters, digits and -, 52 characters at most
  fix:      pulumi config set name '<name>' --stack test`,
    ],
    [
      "a name that is too long for a StatefulSet",
      { ...k8s, name: "a".repeat(53) },
      `sticky-session:name
  got:      "${"a".repeat(53)}"
  allowed:  a lower-case letter, then lower-case letters, digits and -, 52 characters at most
  fix:      pulumi config set name '<name>' --stack test`,
    ],
    ...(
      [
        ["0", "0"],
        ["-1", "-1"],
        ["2.5", "2.5"],
        ["three", '"three"'],
        ["0x3", '"0x3"'],
        ["2147483648", "2147483648"],
      ] as const
    ).map(([replicas, given]): Case => [
      `replicas ${given}`,
      { ...k8s, replicas },
      `sticky-session:replicas
  got:      ${given}
  allowed:  a whole number from 1 to 2147483647
  fix:      pulumi config set replicas '<replicas>' --stack test`,
    ]),
    ...(
      [
        ["0", "0"],
        ["65536", "65536"],
        ["http", '"http"'],
      ] as const
    ).map(([port, given]): Case => [
      `port ${given}`,
      { ...k8s, port },
      `sticky-session:port
  got:      ${given}
  allowed:  a whole number from 1 to 65535
  fix:      pulumi config set port '<port>' --stack test`,
    ]),
    ...["my image", "Image:1", "https://registry.example.com/app"].map((image): Case => [
      `image "${image}"`,
      { ...k8s, image },
      `sticky-session:image
  got:      "${image}"
  allowed:  [registry/]repository[:tag][@digest], without spaces
  fix:      pulumi config set image '<image>' --stack test`,
    ]),
    ...(
      [
        ["cpuRequest", "fast", "50m"],
        ["memoryRequest", "64MB", "64Mi"],
        ["cpuLimit", "0", "500m"],
        ["memoryLimit", "-1Gi", "128Mi"],
      ] as const
    ).map(([key, given, example]): Case => [
      `${key} ${given}`,
      { ...k8s, [key]: given },
      `sticky-session:${key}
  got:      "${given}"
  allowed:  a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory
  fix:      pulumi config set ${key} ${example} --stack test`,
    ]),
    ...(
      [
        ["memory", "1Gi", "128Mi"],
        ["memory", "129Mi", "128Mi"],
        ["cpu", "2", "500m"],
        ["cpu", "501m", "500m"],
      ] as const
    ).map(([resource, request, limit]): Case => [
      `a request of ${resource} above its limit, ${request}`,
      { ...k8s, [`${resource}Request`]: request },
      `sticky-session:${resource}Limit
  got:      nothing
  problem:  its default, ${limit}, is less than ${resource}Request, ${request}: a pod cannot request more than it may use
  allowed:  ${request} or more
  fix:      pulumi config set ${resource}Limit ${request} --stack test`,
    ]),
    [
      "a namespace that is none",
      { ...k8s, namespace: "My_Namespace" },
      `sticky-session:namespace
  got:      "My_Namespace"
  allowed:  lower-case letters, digits and -, 63 characters at most
  fix:      pulumi config set namespace '<namespace>' --stack test`,
    ],
    [
      "a pull secret that is no name of a Secret",
      { ...k8s, imagePullSecrets: '["regcred","My Secret"]' },
      `sticky-session:imagePullSecrets[1]
  got:      "My Secret"
  allowed:  lower-case letters, digits, - and ., 253 characters at most
  fix:      pulumi config rm --path 'imagePullSecrets[1]' --stack test`,
    ],
    [
      "a probe's part that is none, in an object of the stack's file",
      { ...k8s, readiness: '{"path":"/ready","periodSecond":1}' },
      `sticky-session:readiness.periodSecond
  got:      "1"
  problem:  there is no such setting
  allowed:  periodSeconds
  fix:      pulumi config rm --path readiness.periodSecond --stack test`,
    ],
    [
      "no image",
      { ...k8s, image: "" },
      `sticky-session:image
  got:      nothing
  allowed:  [registry/]repository[:tag][@digest], without spaces
  fix:      pulumi config set image '<image>' --stack test`,
    ],
    [
      "a request above a limit that was set",
      { ...k8s, memoryRequest: "2Gi", memoryLimit: "1Gi" },
      `sticky-session:memoryLimit
  got:      "1Gi"
  problem:  it is less than memoryRequest, 2Gi: a pod cannot request more than it may use
  allowed:  2Gi or more
  fix:      pulumi config set memoryLimit 2Gi --stack test`,
    ],
    ...(
      [
        ["null", "null"],
        ['["a"]', '["a"]'],
      ] as const
    ).map(([json, got]): Case => [
      `a variable that is ${json}`,
      { ...k8s, environment: `{"MODE":${json},"OTHER":"fine"}` },
      `sticky-session:environment.MODE
  got:      ${got}
  allowed:  text, a whole number, true, false, {secret: NAME, key: KEY} or {configMap: NAME, key: KEY}
  fix:      pulumi config rm --path environment.MODE --stack test`,
    ]),
    [
      "a variable that is none",
      { ...k8s, environment: '{"9X":"y"}' },
      `sticky-session:environment["9X"]
  got:      "9X"
  allowed:  names of letters, digits, _, - and . that do not begin with a digit or ..
  fix:      pulumi config rm --path 'environment["9X"]' --stack test`,
    ],
    [
      "a relative writable path",
      { ...k8s, writablePaths: '["/tmp","cache"]' },
      `sticky-session:writablePaths[1]
  got:      "cache"
  allowed:  an absolute path below /, without spaces, colons and ..
  fix:      pulumi config rm --path 'writablePaths[1]' --stack test`,
    ],
    [
      "a probe path that is none",
      { ...k8s, probePath: "healthy" },
      `sticky-session:probePath
  got:      "healthy"
  allowed:  a path that begins with /, without spaces, ? and #
  fix:      pulumi config set probePath '<probePath>' --stack test`,
    ],
  ]);
});
