import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { eventually } from "../support/eventually";
import { TestStack } from "../support/testStack";

/** Debian's; `CHROMIUM` names another one. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

describe("a browser", () => {
  let stack: TestStack;
  let url: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    assert.ok(
      existsSync(executablePath),
      `${executablePath} is missing: \`apt-get install chromium\`, or name another one by CHROMIUM`,
    );
    stack = await TestStack.create();
    await stack.up();
    url = await stack.url();
    const visitor = await stack.visitor(false);
    await eventually(async () => {
      assert.equal((await visitor.visit()).status, 200);
    });
    browser = await chromium.launch({
      executablePath,
      args: [
        // As root there is no sandbox to be had.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  after(async () => {
    await browser.close();
    await stack.dispose();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(url);
  });
  afterEach(() => context.close());

  async function shownPod(): Promise<string> {
    return /Server name: (\S+)/.exec(await page.innerText("body"))?.[1] ?? "none";
  }

  it("stays on its pod through reloads", async () => {
    const pods = [await shownPod()];
    while (pods.length < 14) {
      await page.reload();
      pods.push(await shownPod());
    }
    assert.match(pods[0] ?? "", /^hello-\d$/);
    assert.equal(new Set(pods).size, 1, pods.join());
  });

  it("stays on its pod in a second tab", async () => {
    const pod = await shownPod();
    page = await context.newPage();
    await page.goto(url);
    assert.equal(await shownPod(), pod);
  });

  it("keeps a cookie that scripts cannot read and that ends with the browser", async () => {
    const cookies = await context.cookies();
    assert.deepEqual(
      cookies.map(({ name, domain, path, httpOnly, expires }) => ({
        ...{ name, domain, path, httpOnly, expires },
      })),
      [
        {
          name: "hello",
          domain: stack.host,
          path: "/",
          httpOnly: true,
          expires: -1,
        },
      ],
    );
    assert.equal(await page.evaluate("document.cookie"), "");
  });

  it("may move once its cookie is deleted, and then stays again", async () => {
    const seen = new Set<string>();
    for (let visit = 0; visit < 14; visit += 1) {
      await context.clearCookies();
      await page.reload();
      seen.add(await shownPod());
    }
    assert.ok(seen.size > 1, [...seen].join());
    const pod = await shownPod();
    await page.reload();
    assert.equal(await shownPod(), pod);
  });

  it("is not moved by another browser's visit", async () => {
    const pod = await shownPod();
    for (let visit = 0; visit < 5; visit += 1) {
      const other = await browser.newContext();
      await (await other.newPage()).goto(url);
      await other.close();
      await page.reload();
      assert.equal(await shownPod(), pod);
    }
  });
});
