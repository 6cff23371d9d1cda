import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { selfSigned } from "../../unit/support/certificate";
import { Client, type ClientOptions } from "./client";
import { labController } from "./controllers";
import { eventually } from "./eventually";
import { labSucceeds } from "./lab";
import { createObjects, type PlainObject, secret } from "./plainObjects";
import { repository } from "./repository";
import { type Settings, TestStack } from "./testStack";

export interface ExampleOptions {
  /** Its folder in examples/apps. */
  readonly name: string;
  /** What the lab calls its image. */
  readonly image: "jupyter" | "tomcat";
  /** The controller that its stack's file names. */
  readonly controller: string;
  /** The Secret of its certificate, by that file. */
  readonly tlsSecret: string;
  /** What has to be there before it, by that file. */
  readonly objects: readonly PlainObject[];
  /** What the lab has not as the file says. */
  readonly settings: Settings;
  /** Answers 200 when users can come. */
  readonly readyPath: string;
}

/** An application by the stack's file of `examples/apps`, with a host, a certificate and an image of the lab. */
export interface ExampleApp {
  readonly stack: TestStack;
  readonly url: string;
  /** How users reach it: at the controller's address, with trust in its certificate. */
  readonly reach: Required<ClientOptions>;
  /** Options of `verify` for the same. */
  readonly verifyOptions: readonly string[];
}

/** @param prepare what is to be done before it is deployed @default - nothing */
export async function deployExample(
  { name, image, controller, tlsSecret, objects, settings, readyPath }: ExampleOptions,
  prepare: (stack: TestStack) => Promise<Settings> = () => Promise.resolve({}),
): Promise<ExampleApp> {
  const reference = await labSucceeds("images", image);
  const stack = await TestStack.create();
  try {
    const { cert, key } = selfSigned(stack.host);
    await createObjects(stack.namespace, [
      ...objects,
      secret(tlsSecret, { "tls.crt": cert, "tls.key": key }, "kubernetes.io/tls"),
    ]);
    const file = join(repository, "examples/apps", name, `Pulumi.${name}.yaml`);
    await stack.useFile(await readFile(file, "utf8"), {
      ...{ image: reference, ...settings },
      ...(await prepare(stack)),
    });
    await stack.up();
    const url = await stack.url();
    const { address } = labController(controller);
    const reach = {
      ...{ ca: cert, lookup: lookupInTurn([{ address, family: 4 }]) },
      // A first page may have to be compiled.
      timeoutMilliseconds: 60_000,
    };
    await eventually(async () => {
      assert.equal((await new Client(url, reach).get(readyPath)).status, 200);
    });
    const resolve = ["--resolve", `${stack.host}:443:${address}`];
    return { stack, url, reach, verifyOptions: ["--insecure", "--wait", "60", ...resolve] };
  } catch (error) {
    await stack.dispose();
    throw error;
  }
}
