import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { type Connection, parseStoreUrl } from "../../components/sessionStore/connection";
import { configurationOf } from "../../components/sessionStore/valkey";
import { eventually } from "../e2e/support/eventually";
import { freePort } from "./freePort";

/** A session store with the program's configuration, on this machine. */
export class Store {
  private server: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly password: string,
  ) {}

  /** @param folder has the configuration and the data; is made */
  static async create(folder: string, password: string): Promise<Store> {
    await mkdir(folder);
    const port = await freePort();
    // The rest is as in a pod.
    const configuration = configurationOf(password)
      .replace(/^port .*$/m, `port ${port}`)
      .replace(/^bind .*$/m, "bind 127.0.0.1")
      .replace(/^dir .*$/m, `dir ${folder}`);
    await writeFile(join(folder, "valkey.conf"), configuration);
    return new Store(folder, port, password);
  }

  /** What the program puts into an application's environment. */
  get environment(): Connection {
    const password = encodeURIComponent(this.password);
    return parseStoreUrl(`redis://default:${password}@127.0.0.1:${this.port}/0`);
  }

  async start(): Promise<void> {
    this.server = spawn("redis-server", [join(this.folder, "valkey.conf")], {
      stdio: "ignore",
    });
    await eventually(async () => {
      const socket = connect({ host: "127.0.0.1", port: this.port });
      await once(socket, "connect");
      socket.destroy();
    });
  }

  /** As the kernel kills it when its memory is gone. */
  async kill(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server?.kill("SIGKILL") === true) {
      await once(server, "exit");
    }
  }
}
