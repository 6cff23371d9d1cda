import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../../components/resolve/resolve";
import { valueOf } from "../support/mocks";
import { type Case, heading, k8s, read, refusal, refuses, withSecrets } from "./config";

describe("with a session store", () => {
  const password = "correct horse battery";
  withSecrets("sessionStorePassword", "sessionStoreUrl");

  it("keeps its password a secret", async () => {
    const { args } = await read({
      ...k8s,
      sessionStore: "valkey",
      sessionStorePassword: password,
      sessionStoreImage: "valkey:8",
      sessionStoreSize: "5Gi",
      sessionStoreClass: "fast",
    });
    const planned = resolve("hello", args);
    const { sessionStore } = "plan" in planned ? planned.plan : assert.fail();
    assert.ok(sessionStore?.type === "valkey");
    const { password: kept, ...rest } = sessionStore;
    assert.deepEqual(rest, {
      type: "valkey",
      image: "valkey:8",
      storage: { size: "5Gi", storageClassName: "fast" },
      variables: {},
    });
    const output = pulumi.output(kept);
    assert.equal(await pulumi.isSecret(output), true);
    assert.equal(await valueOf(output), password);
  });

  it("keeps the URL of an external one a secret", async () => {
    const url = "redis://:p4ss@store";
    const { args } = await read({ ...k8s, sessionStore: "external", sessionStoreUrl: url });
    const planned = resolve("hello", args);
    const { sessionStore } = "plan" in planned ? planned.plan : assert.fail();
    assert.ok(sessionStore?.type === "external");
    const output = pulumi.output(sessionStore.url);
    assert.equal(await pulumi.isSecret(output), true);
    assert.equal(await valueOf(output), url);
  });

  const refused: Case[] = [
    [
      "a password that is missing",
      { sessionStore: "valkey" },
      `sticky-session:sessionStorePassword
  got:      nothing
  problem:  whoever reaches the store could read and make sessions
  allowed:  a secret of 16 characters or more
  fix:      pulumi config set --secret sessionStorePassword --stack test`,
    ],
    [
      "a password that is short, which it does not show",
      { sessionStore: "valkey", sessionStorePassword: "p4ss" },
      `sticky-session:sessionStorePassword
  got:      "[secret]"
  problem:  whoever reaches the store could read and make sessions
  allowed:  a secret of 16 characters or more
  fix:      pulumi config set --secret sessionStorePassword --stack test`,
    ],
    [
      "a URL that is missing",
      { sessionStore: "external" },
      `sticky-session:sessionStoreUrl
  got:      nothing
  allowed:  a secret: redis[s]://[user:password@]host[:port][/database]
  fix:      pulumi config set --secret sessionStoreUrl --stack test`,
    ],
    [
      "a URL that is none, which it does not show",
      { sessionStore: "external", sessionStoreUrl: "https://p4ss@store" },
      `sticky-session:sessionStoreUrl
  got:      "[secret]"
  allowed:  a secret: redis[s]://[user:password@]host[:port][/database]
  fix:      pulumi config set --secret sessionStoreUrl --stack test`,
    ],
    [
      "an unknown store",
      { sessionStore: "memcached" },
      `sticky-session:sessionStore
  got:      "memcached"
  allowed:  valkey, external
  fix:      pulumi config set sessionStore valkey --stack test`,
    ],
    [
      "a password without a store",
      { sessionStorePassword: password },
      `sticky-session:sessionStore
  got:      nothing
  allowed:  valkey, external
  fix:      pulumi config set sessionStore valkey --stack test`,
    ],
    [
      "an image of an external store",
      {
        sessionStore: "external",
        sessionStoreUrl: "redis://store",
        sessionStoreImage: "valkey:8",
      },
      `sticky-session:sessionStoreImage
  got:      "valkey:8"
  problem:  it has no effect without sessionStore valkey
  allowed:  unset, or sessionStore valkey beside it
  fix:      pulumi config rm sessionStoreImage --stack test`,
    ],
    ...(
      [
        [
          "sessionStoreImage",
          "my store",
          "[registry/]repository[:tag][@digest], without spaces",
          "set sessionStoreImage '<image>'",
        ],
        [
          "sessionStoreSize",
          "large",
          "a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory",
          "set sessionStoreSize '<size>'",
        ],
        [
          "sessionStoreClass",
          "a b",
          "the name of a StorageClass (kubectl get storageclass lists them)",
          "set sessionStoreClass '<storageClassName>'",
        ],
      ] as const
    ).map(([key, given, allowed, fix]): Case => [
      `${key} ${given}`,
      { sessionStore: "valkey", sessionStorePassword: password, [key]: given },
      `sticky-session:${key}
  got:      "${given}"
  allowed:  ${allowed}
  fix:      pulumi config ${fix} --stack test`,
    ]),
    [
      "a name that leaves no room for the store's",
      { name: "a".repeat(39), sessionStore: "valkey", sessionStorePassword: password },
      `sticky-session:name
  got:      "${"a".repeat(39)}"
  problem:  the session store's name is made from it
  allowed:  38 characters at most with a session store
  fix:      pulumi config set name '<name>' --stack test`,
    ],
  ];
  refuses(refused.map(([title, config, message]) => [title, { ...k8s, ...config }, message]));
});

// Without `withSecrets`: set as `pulumi config set` does.
it("refuses a password in plain text, and does not show it", async () => {
  const message = await refusal({
    ...k8s,
    sessionStore: "valkey",
    sessionStorePassword: "correct horse battery",
  });
  assert.equal(
    message,
    `${heading("1 problem")}sticky-session:sessionStorePassword
  got:      "[secret]"
  problem:  it stands in plain text in the stack's configuration file
  allowed:  a secret
  fix:      pulumi config set --secret sessionStorePassword --stack test`,
  );
});
