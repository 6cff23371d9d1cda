import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { Connection } from "../../../lab/provider/api/connection";

const token = "eyJhbGciOiJSUzI1NiJ9-top-secret";
const key = "LS0tLS1CRUdJTiBQUklWQVRF";

const whole = `apiVersion: v1
kind: Config
current-context: here
clusters:
  - name: lab
    cluster:
      server: https://127.0.0.1:6443
contexts:
  - name: here
    context:
      cluster: lab
      user: me
      namespace: shop
users:
  - name: me
    user:
      client-key-data: ${key}
      token: ${token}
`;

/** What the provider says of a kubeconfig that it cannot use. */
async function refusal(kubeconfig: string | undefined): Promise<string> {
  const error: unknown = await Connection.load({ kubeconfig }).then(
    () => assert.fail("it was read"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  // Whatever a log may show of the error: its cause and its other fields too.
  const shown = inspect(error, { depth: 10, showHidden: true });
  assert.ok(!shown.includes(token), shown);
  assert.ok(!shown.includes(key), shown);
  return error.message;
}

describe("provider: a kubeconfig", () => {
  let folder: string;
  let environment: string | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-kubeconfig-"));
    environment = process.env.KUBECONFIG;
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    if (environment === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = environment;
  });

  const fileOf = (content: string): string => {
    const path = join(folder, "config");
    writeFileSync(path, content);
    return path;
  };

  it("is read from its content and from a file", async () => {
    for (const kubeconfig of [whole, fileOf(whole)]) {
      const { server, namespace } = await Connection.load({ kubeconfig });
      assert.deepEqual([server, namespace], ["https://127.0.0.1:6443", "shop"]);
    }
  });

  /** The tab before the token is what no YAML may have. */
  const broken = whole.replace("      token:", "\ttoken:");

  it("that is not YAML is not quoted: the message has the place alone", async () => {
    assert.equal(
      await refusal(broken),
      "kubernetes:kubeconfig is not valid YAML (line 18, column 1). Check it: kubectl config view",
    );
  });

  it("in a file that is not YAML is not quoted", async () => {
    assert.match(
      await refusal(fileOf(broken)),
      /^the file of kubernetes:kubeconfig is not valid YAML \(line 18, column 1\)/,
    );
  });

  it("of $KUBECONFIG that is not YAML is not quoted", async () => {
    process.env.KUBECONFIG = fileOf(broken);
    assert.match(await refusal(undefined), /^the file of \$KUBECONFIG is not valid YAML \(line 18/);
  });

  it("is not quoted where $KUBECONFIG has it instead of the file's path", async () => {
    process.env.KUBECONFIG = whole.replaceAll(":", "-");
    assert.match(
      await refusal(undefined),
      /^the file of \$KUBECONFIG cannot be read \((ENOENT|ENAMETOOLONG)\)/,
    );
  });

  for (const [what, content, problem] of [
    ["whose user has no name", whole.replace("name: me", "nam: me"), "users[0].name is missing"],
    ["that is a list", `- ${token}\n- ${key}\n`, undefined],
    ["that is empty", "\n", undefined],
    ["whose clusters are texts", `token: ${token}\nclusters:\n  - ${key}\n`, undefined],
  ] as const) {
    it(`${what} is not quoted`, async () => {
      const message = await refusal(content);
      if (problem !== undefined) assert.ok(message.includes(`(${problem})`), message);
    });
  }

  it("that is one word is told as neither path nor content", async () => {
    assert.equal(
      await refusal(token),
      "kubernetes:kubeconfig is neither the path of a file nor the content of a kubeconfig",
    );
  });

  it("whose command for credentials prints no JSON does not show what it prints", async () => {
    const command = `      exec:\n        apiVersion: client.authentication.k8s.io/v1\n        command: echo\n        args: [${token}]\n        interactiveMode: Never\n`;
    const connection = await Connection.load({
      kubeconfig: whole.replace(/ {6}client-key-data[^]*/, command),
    });
    await assert.rejects(connection.authorize({}), {
      message: "the command in the kubeconfig that gives the credentials printed no JSON",
    });
  });
});
