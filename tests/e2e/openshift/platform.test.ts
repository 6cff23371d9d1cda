import assert from "node:assert/strict";
import { curl } from "../support/curl";
import { eventually } from "../support/eventually";
import { lab, labForm, labSucceeds } from "../support/lab";
import { TestStack } from "../support/testStack";

describe("npm run lab -- up --platform", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
  });
  after(() => stack.dispose());

  async function services(): Promise<string[]> {
    const { stdout } = await lab("status", "--output", "json");
    return (JSON.parse(stdout) as { services: { name: string }[] }).services.map(
      ({ name }) => name,
    );
  }

  async function served(status: number): Promise<void> {
    await eventually(async () => {
      assert.equal((await curl(await stack.url())).status, status);
    });
  }

  it("switches to kubernetes: the pods stay, Routes are served by nobody", async () => {
    await served(200);
    const before = await stack.podIdentities();
    const { result, platform } = JSON.parse(
      await labSucceeds("up", "--platform", "kubernetes", "--output", "json"),
    ) as { result: string; platform: string };
    assert.deepEqual([result, platform], ["switched", "kubernetes"]);
    assert.deepEqual(await stack.podIdentities(), before);
    const names = await services();
    assert.ok(names.includes("traefik") && !names.includes("router"), names.join());
    await served(404);
  });

  it("is the same lab with `up` alone", async () => {
    await labSucceeds("up");
    assert.equal((await labForm())?.platform, "kubernetes");
  });

  it("switches back: the Routes that were there are served again", async () => {
    const before = await stack.podIdentities();
    await labSucceeds("up", "--platform", "openshift");
    assert.equal((await labForm())?.platform, "openshift");
    assert.deepEqual(await stack.podIdentities(), before);
    const names = await services();
    assert.ok(names.includes("router") && !names.includes("traefik"), names.join());
    await served(200);
    await stack.previewWithoutChanges();
  });
});
