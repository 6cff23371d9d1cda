import { type Case, k8s, openshift, refuses } from "../config";

const why = {
  runAsUser:
    "the pods run as no root user (runAsNonRoot), and Kubernetes takes numbers, no names (id -u in the image tells the number)",
  runAsGroup:
    "group 0 is root's, and Kubernetes takes numbers, no names (id -g in the image tells the number)",
  fsGroup:
    "group 0 is root's, and Kubernetes takes numbers, no names (id -g in the image tells the number)",
};
const elsewhere = {
  runAsUser: "OpenShift gives each namespace users of its own and starts no others",
  runAsGroup:
    "OpenShift runs each pod in the group 0, by which its user can read the image's files",
  fsGroup: "OpenShift gives each namespace a group of its own for volumes and takes no other",
};
const ids = ["runAsUser", "runAsGroup", "fsGroup"] as const;

describe("the refusal of settings: the container and its files", () => {
  refuses([
    ...ids.flatMap((key) =>
      (
        [
          ["0", "0"],
          ["-1", "-1"],
          ["2147483648", "2147483648"],
          ["odoo", '"odoo"'],
        ] as const
      ).map(([value, got]): Case => [
        `${key} ${value}`,
        { ...k8s, [key]: value },
        `sticky-session:${key}
  got:      ${got}
  problem:  ${why[key]}
  allowed:  a whole number from 1 to 2147483647
  fix:      pulumi config set ${key} '<${key}>' --stack test`,
      ]),
    ),
    ...ids.map((key): Case => [
      `${key} on OpenShift`,
      { ...openshift, [key]: "1000" },
      `sticky-session:${key}
  got:      1000
  problem:  ${elsewhere[key]}
  allowed:  unset on openshift
  fix:      pulumi config rm ${key} --stack test`,
    ]),
    [
      "a pull policy that there is not",
      { ...k8s, imagePullPolicy: "always" },
      `sticky-session:imagePullPolicy
  got:      "always"
  allowed:  Always, IfNotPresent, Never
  fix:      pulumi config set imagePullPolicy Always --stack test`,
    ],
    [
      "a command in one text",
      { ...k8s, command: "npm start" },
      `sticky-session:command
  got:      "npm start"
  allowed:  a list of texts
  fix:      pulumi config rm command --stack test`,
    ],
    [
      "an argument that does not keep its text",
      { ...k8s, args: '["--version",1.10]' },
      `sticky-session:args[1]
  got:      1.1
  allowed:  text
  fix:      pulumi config rm --path 'args[1]' --stack test`,
    ],
    [
      "a ServiceAccount of no possible name",
      { ...k8s, serviceAccountName: "My_App" },
      `sticky-session:serviceAccountName
  got:      "My_App"
  allowed:  lower-case letters, digits, - and ., 253 characters at most
  fix:      pulumi config set serviceAccountName '<serviceAccountName>' --stack test`,
    ],
    [
      "a mount without a source",
      { ...k8s, mounts: '[{"path":"/etc/app"}]' },
      `sticky-session:mounts[0].secret
  got:      nothing
  problem:  it has no source
  allowed:  exactly one of secret, configMap, claim, content
  fix:      pulumi config set --path 'mounts[0].secret' '<secret>' --stack test`,
    ],
    [
      "a mount with two sources, without its text",
      { ...k8s, mounts: '[{"path":"/etc/app","claim":"a","content":"p4ss"}]' },
      `sticky-session:mounts[0].content
  got:      "[a text]"
  problem:  it has mounts[0].claim too
  allowed:  exactly one of secret, configMap, claim, content
  fix:      pulumi config rm --path 'mounts[0].content' --stack test`,
    ],
    [
      "a mount without a path",
      { ...k8s, mounts: '[{"secret":"a"}]' },
      `sticky-session:mounts[0].path
  got:      nothing
  allowed:  an absolute path below /, without spaces, colons and ..
  fix:      pulumi config set --path 'mounts[0].path' '<path>' --stack test`,
    ],
    ...["etc/app", "/etc/../app", "/", "//", "/./", "/a b", "/a:b"].map((path): Case => [
      `a mount at ${path}`,
      { ...k8s, mounts: JSON.stringify([{ path, secret: "a" }]) },
      `sticky-session:mounts[0].path
  got:      "${path}"
  allowed:  an absolute path below /, without spaces, colons and ..
  fix:      pulumi config rm --path 'mounts[0].path' --stack test`,
    ]),
    ...(
      [
        ["/proc/self", "/proc"],
        ["/dev", "/dev"],
        ["/etc/hosts", "/etc/hosts"],
      ] as const
    ).map(([path, own]): Case => [
      `a mount at ${path}, which the container has`,
      { ...k8s, mounts: JSON.stringify([{ path, secret: "a" }]) },
      `sticky-session:mounts[0].path
  got:      "${path}"
  problem:  ${own} is the container's own
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config set --path 'mounts[0].path' '<path>' --stack test`,
    ]),
    [
      "a mount where another one is",
      { ...k8s, mounts: '[{"path":"/a/","secret":"a"},{"path":"//a","configMap":"b"}]' },
      `sticky-session:mounts[1].path
  got:      "//a"
  problem:  mounts[0].path has it too
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config set --path 'mounts[1].path' '<path>' --stack test`,
    ],
    [
      "a mount where a writable folder is",
      { ...k8s, mounts: '[{"path":"/tmp","secret":"a"}]' },
      `sticky-session:mounts[0].path
  got:      "/tmp"
  problem:  writablePaths[0] has it too
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config set --path 'mounts[0].path' '<path>' --stack test`,
    ],
    [
      "a writable folder twice",
      { ...k8s, writablePaths: '["/tmp","/tmp/"]' },
      `sticky-session:writablePaths[1]
  got:      "/tmp/"
  problem:  writablePaths[0] has it too
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config rm --path 'writablePaths[1]' --stack test`,
    ],
    [
      "a writable folder inside of a mount that is none",
      {
        ...k8s,
        writablePaths: '["/etc/app/cache"]',
        mounts: '[{"path":"/etc/app","secret":"a"}]',
      },
      `sticky-session:writablePaths[0]
  got:      "/etc/app/cache"
  problem:  it is inside mounts[0].path, /etc/app, where no folder can be made for it
  allowed:  an absolute path below / that nothing else has
  fix:      pulumi config rm --path 'writablePaths[0]' --stack test`,
    ],
    [
      "a key of a claim",
      { ...k8s, mounts: '[{"path":"/a","claim":"a","key":"b"}]' },
      `sticky-session:mounts[0].key
  got:      "b"
  problem:  only a Secret or a ConfigMap has keys
  allowed:  unset, or secret or configMap
  fix:      pulumi config rm --path 'mounts[0].key' --stack test`,
    ],
    [
      "a folder of a Secret",
      { ...k8s, mounts: '[{"path":"/a","secret":"a","subPath":"b"}]' },
      `sticky-session:mounts[0].subPath
  got:      "b"
  problem:  only a claim has folders; a file has a key
  allowed:  unset, or claim
  fix:      pulumi config rm --path 'mounts[0].subPath' --stack test`,
    ],
    [
      "a Secret to write to",
      { ...k8s, mounts: '[{"path":"/a","secret":"a","readOnly":false}]' },
      `sticky-session:mounts[0].readOnly
  got:      false
  problem:  only a claim can be written to
  allowed:  unset, or claim
  fix:      pulumi config rm --path 'mounts[0].readOnly' --stack test`,
    ],
    ...["/b", "../b", "a/../../b"].map((subPath): Case => [
      `the folder ${subPath} of a claim`,
      { ...k8s, mounts: JSON.stringify([{ path: "/a", claim: "a", subPath }]) },
      `sticky-session:mounts[0].subPath
  got:      "${subPath}"
  allowed:  a path that does not begin with /, without spaces and ..
  fix:      pulumi config rm --path 'mounts[0].subPath' --stack test`,
    ]),
  ]);
});
