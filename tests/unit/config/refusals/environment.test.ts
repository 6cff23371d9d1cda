import { type Case, k8s, refuses, withSecrets } from "../config";

const reference =
  "{secret: NAME, key: KEY} or {configMap: NAME, key: KEY}, or as Kubernetes has it, {secretKeyRef: {name: NAME, key: KEY}}, {configMapKeyRef: {name: NAME, key: KEY}} or {fieldRef: {fieldPath: PATH}}";

describe("the refusal of settings: the environment", () => {
  refuses([
    ...(
      [
        ["1.1", "1.1"],
        ["1e+21", "1e+21"],
        ["98765432109876543210", "98765432109876540000"],
      ] as const
    ).map(([json, got]): Case => [
      `a number that does not keep its text, ${json}`,
      { ...k8s, environment: `{"VERSION":${json}}` },
      `sticky-session:environment.VERSION
  got:      ${got}
  problem:  such a number does not keep its text: 1.10 arrives as 1.1, and a long one rounded
  allowed:  a text, so quote it: "1.10"
  fix:      pulumi config set --path environment.VERSION '<value>' --stack test`,
    ]),
    ...[
      '{"a":"b"}',
      '{"secret":"db"}',
      '{"secret":"db","configMap":"db","key":"k"}',
      '{"secretKeyRef":{"name":"db"}}',
      '{"secretKeyRef":{"name":"db","key":"k"},"key":"k"}',
      '{"secretKeyRef":"db"}',
      '{"fieldRef":{"fieldPath":"status.podIP","optional":true}}',
      '{"fieldRef":{"fieldPath":"status.podIP"},"secret":"db"}',
      '{"resourceFieldRef":{"resource":"limits.memory"}}',
    ].map((json): Case => [
      `a reference that is none, ${json}`,
      { ...k8s, environment: `{"MODE":${json}}` },
      `sticky-session:environment.MODE
  got:      ${json}
  allowed:  ${reference}
  fix:      pulumi config rm --path environment.MODE --stack test`,
    ]),
    [
      "a reference to a Secret of no possible name",
      { ...k8s, environment: '{"MODE":{"secret":"My_DB","key":"k"}}' },
      `sticky-session:environment.MODE.secret
  got:      "My_DB"
  allowed:  lower-case letters, digits, - and ., 253 characters at most
  fix:      pulumi config set --path environment.MODE.secret '<secret>' --stack test`,
    ],
    [
      "a reference to a key that no ConfigMap can have",
      { ...k8s, environment: '{"MODE":{"configMapKeyRef":{"name":"app","key":"a b"}}}' },
      `sticky-session:environment.MODE.configMapKeyRef.key
  got:      "a b"
  allowed:  letters, digits, -, _ and ., 253 characters at most
  fix:      pulumi config set --path environment.MODE.configMapKeyRef.key '<key>' --stack test`,
    ],
    [
      "what is no reference in a valueFrom",
      { ...k8s, environment: '{"MODE":{"valueFrom":{"secretKeyRef":{"name":"db"}}}}' },
      `sticky-session:environment.MODE.valueFrom
  got:      {"secretKeyRef":{"name":"db"}}
  allowed:  ${reference}
  fix:      pulumi config rm --path environment.MODE.valueFrom --stack test`,
    ],
    [
      "a field that no pod offers",
      { ...k8s, environment: '{"IP":{"fieldRef":{"fieldPath":"status.phase"}}}' },
      `sticky-session:environment.IP.fieldRef.fieldPath
  got:      "status.phase"
  allowed:  metadata.name, .namespace, .uid, .labels['KEY'] or .annotations['KEY'], spec.nodeName or .serviceAccountName, status.podIP, .podIPs, .hostIP or .hostIPs
  fix:      pulumi config set --path environment.IP.fieldRef.fieldPath '<fieldPath>' --stack test`,
    ],
    [
      "an optional that is no boolean",
      { ...k8s, environment: '{"MODE":{"secret":"db","key":"k","optional":"yes"}}' },
      `sticky-session:environment.MODE.optional
  got:      "yes"
  allowed:  true, false
  fix:      pulumi config set --path environment.MODE.optional '<true or false>' --stack test`,
    ],
    [
      "a source of variables that is none",
      { ...k8s, environmentFrom: '["db"]' },
      `sticky-session:environmentFrom[0]
  got:      "db"
  allowed:  an object
  fix:      pulumi config rm --path 'environmentFrom[0]' --stack test`,
    ],
    [
      "no list of sources",
      { ...k8s, environmentFrom: "db" },
      `sticky-session:environmentFrom
  got:      "db"
  allowed:  a list of objects
  fix:      pulumi config rm environmentFrom --stack test`,
    ],
    [
      "a source that has nothing",
      { ...k8s, environmentFrom: '[{"secret":"db"},{"prefix":"X_"}]' },
      `sticky-session:environmentFrom[1].secret
  got:      nothing
  problem:  it has no source
  allowed:  exactly one of secret, configMap
  fix:      pulumi config set --path 'environmentFrom[1].secret' '<secret>' --stack test`,
    ],
    [
      "a source that is two",
      { ...k8s, environmentFrom: '[{"secret":"db","configMap":"app"}]' },
      `sticky-session:environmentFrom[0].configMap
  got:      "app"
  problem:  it has environmentFrom[0].secret too
  allowed:  exactly one of secret, configMap
  fix:      pulumi config rm --path 'environmentFrom[0].configMap' --stack test`,
    ],
    [
      "a part of a source that there is not",
      { ...k8s, environmentFrom: '[{"secrets":"db"}]' },
      `sticky-session:environmentFrom[0].secrets
  got:      "db"
  problem:  there is no such setting
  allowed:  secret
  fix:      pulumi config rm --path 'environmentFrom[0].secrets' --stack test`,
    ],
    [
      "a prefix that no variable can begin with",
      { ...k8s, environmentFrom: '[{"secret":"db","prefix":"9_"}]' },
      `sticky-session:environmentFrom[0].prefix
  got:      "9_"
  allowed:  names of letters, digits, _, - and . that do not begin with a digit or ..
  fix:      pulumi config rm --path 'environmentFrom[0].prefix' --stack test`,
    ],
  ]);

  describe("with a session store", () => {
    withSecrets("sessionStorePassword");
    const store = {
      ...k8s,
      ...{ sessionStore: "valkey", sessionStorePassword: "correct horse battery" },
    };

    refuses([
      [
        "a variable that the environment sets too",
        {
          ...store,
          environment: '{"REDIS_URL":"x"}',
          sessionStoreVariables: '{"REDIS_URL":"url"}',
        },
        `sticky-session:sessionStoreVariables.REDIS_URL
  got:      "url"
  problem:  environment.REDIS_URL sets the variable too
  allowed:  one of them
  fix:      pulumi config rm --path sessionStoreVariables.REDIS_URL --stack test`,
      ],
      [
        "a variable of a part that there is not",
        { ...store, sessionStoreVariables: '{"REDIS_URL":"uri"}' },
        `sticky-session:sessionStoreVariables.REDIS_URL
  got:      "uri"
  allowed:  url, urlWithPassword, host, port, tls, username, password
  fix:      pulumi config rm --path sessionStoreVariables.REDIS_URL --stack test`,
      ],
    ]);
  });

  describe("set with --secret", () => {
    withSecrets("image", "drain", "args");

    refuses([
      [
        "keys that stand in plain text in what is made of them",
        { ...k8s, image: "app:1", drain: '{"seconds":10}', args: '["--token=x"]' },
        `sticky-session:image
  got:      "[secret]"
  problem:  it is set with --secret, and stands in plain text in what is made of it
  allowed:  set without --secret
  fix:      pulumi config set image '<image>' --stack test

sticky-session:args
  got:      "[secret]"
  problem:  it is set with --secret, and stands in plain text in what is made of it
  allowed:  set without --secret
  fix:      pulumi config set args '<args>' --stack test

sticky-session:drain
  got:      "[secret]"
  problem:  it is set with --secret, and stands in plain text in what is made of it
  allowed:  set without --secret
  fix:      pulumi config rm drain --stack test`,
      ],
    ]);
  });
});
