import { type Case, k8s, refuses } from "../config";

/** The refusal of one part of the patch. */
function refusal(
  title: string,
  pod: unknown,
  setting: string,
  [got, problem, allowed]: [got: string, problem: string, allowed: string],
  fix?: string,
): Case {
  const place = /^[\w.]+$/.test(setting) ? setting : `'${setting}'`;
  return [
    title,
    { ...k8s, pod: JSON.stringify(pod) },
    `sticky-session:${setting}
  got:      ${got}
  problem:  ${problem}
  allowed:  ${allowed}
  fix:      pulumi config ${fix ?? `rm --path ${place}`} --stack test`,
  ];
}

const application = (part: object) => ({
  spec: { containers: [{ name: "application", ...part }] },
});
const first = "pod.spec.containers[0]";

describe("the refusal of settings: the pod", () => {
  refuses([
    [
      "a patch that is none",
      { ...k8s, pod: "disktype=ssd" },
      `sticky-session:pod
  got:      "disktype=ssd"
  allowed:  an object as Kubernetes has it
  fix:      pulumi config rm pod --stack test`,
    ],
    refusal("a part of the spec beside it", { nodeSelector: { a: "b" } }, "pod.nodeSelector", [
      '{"a":"b"}',
      "a pod template has no such part",
      "metadata, spec",
    ]),
    refusal("a name of the pods", { metadata: { name: "x" } }, "pod.metadata.name", [
      '"x"',
      "the StatefulSet gives each pod its own",
      "labels, annotations",
    ]),
    refusal(
      "another label of the selector",
      { metadata: { labels: { "app.kubernetes.io/name": "x" } } },
      'pod.metadata.labels["app.kubernetes.io/name"]',
      ['"x"', "the Services find the pods by it", "unset"],
    ),
    refusal(
      "the removal of a label of the selector",
      { metadata: { labels: { "app.kubernetes.io/instance": null } } },
      'pod.metadata.labels["app.kubernetes.io/instance"]',
      ["null", "the Services find the pods by it", "unset"],
    ),
    refusal(
      "an annotation that is no text",
      { metadata: { annotations: { scrape: true } } },
      "pod.metadata.annotations.scrape",
      ["true", "Kubernetes takes texts alone", "a text: quote it"],
      "set --path pod.metadata.annotations.scrape '<value>'",
    ),
    refusal(
      "a node label that is no text",
      { spec: { nodeSelector: { zone: 1 } } },
      "pod.spec.nodeSelector.zone",
      ["1", "Kubernetes takes texts alone", "a text: quote it"],
      "set --path pod.spec.nodeSelector.zone '<value>'",
    ),
    refusal(
      "the time that a pod gets to end",
      { spec: { terminationGracePeriodSeconds: 5 } },
      "pod.spec.terminationGracePeriodSeconds",
      [
        "5",
        "it is the time of the drain and of the shutdown together",
        "unset: drainSeconds and shutdownSeconds set it",
      ],
    ),
    refusal(
      "a ServiceAccount",
      { spec: { serviceAccountName: "app" } },
      "pod.spec.serviceAccountName",
      ['"app"', "another one would be made for nothing", "unset: serviceAccountName sets it"],
    ),
    ...(
      [
        ["lifecycle", "drain"],
        ["readinessProbe", "readiness"],
        ["livenessProbe", "liveness"],
        ["startupProbe", "startup"],
      ] as const
    ).map(([part, own]) =>
      refusal(`the application's ${part}`, application({ [part]: {} }), `${first}.${part}`, [
        "{}",
        "the drain depends on it",
        `unset: ${own} sets it`,
      ]),
    ),
    ...(
      [
        [{ name: "http", containerPort: 9000 }, "port"],
        [{ containerPort: 8080 }, "port"],
        [{ name: "gate", containerPort: 9000 }, "drainGatePort"],
        [{ containerPort: 9339 }, "drainGatePort"],
      ] as const
    ).map(([port, own]) =>
      refusal(
        `the port ${JSON.stringify(port)}`,
        application({ ports: [port] }),
        `${first}.ports[0]`,
        [
          JSON.stringify(port),
          "clients are kept on their pod by this port",
          `unset: ${own} sets it`,
        ],
      ),
    ),
    refusal(
      "the drain gate's container",
      { spec: { containers: [{ name: "drain-gate", image: "x" }] } },
      first,
      [
        '{"name":"drain-gate","image":"x"}',
        "it is the drain gate",
        "unset: drainGateImage sets it",
      ],
    ),
    refusal(
      "the drain gate's volume",
      { spec: { volumes: [{ name: "gate" }] } },
      "pod.spec.volumes",
      ['{"name":"gate"}', "the drain gate has it", "unset: drainGateImage sets it"],
    ),
    refusal(
      "a container without a name",
      { spec: { containers: [{ image: "x" }] } },
      `${first}.name`,
      ["null", "containers are merged by their names", "a name"],
      `set --path '${first}.name' '<name>'`,
    ),
    refusal(
      "a container of no such name",
      { spec: { containers: [{ name: "app", args: ["x"] }] } },
      `${first}.image`,
      [
        "nothing",
        "the pod has no container app (its own is application), and a new one needs an image",
        "an image",
      ],
      `set --path '${first}.image' '<image>'`,
    ),
    refusal(
      "an init container without an image",
      { spec: { initContainers: [{ name: "application" }] } },
      "pod.spec.initContainers[0].image",
      [
        "nothing",
        "the pod has no container application (its own is application), and a new one needs an image",
        "an image",
      ],
      "set --path 'pod.spec.initContainers[0].image' '<image>'",
    ),
    refusal("containers that are no list", { spec: { containers: "x" } }, "pod.spec.containers", [
      '"x"',
      "Kubernetes has a value of another kind here",
      "a list of containers",
    ]),
    refusal(
      "a directive",
      { spec: { tolerations: [{ $patch: "replace" }] } },
      'pod.spec.tolerations[0]["$patch"]',
      [
        '"replace"',
        "directives are not followed here",
        "null for a part that is to go; transform.pod in a program for all else",
      ],
    ),
  ]);
});
