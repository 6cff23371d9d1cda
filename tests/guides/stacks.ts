import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import execa from "execa";
import type { Command } from "./pod";

/** A guide's stack: how the example that has its settings is built and run. */
export interface Stack {
  readonly title: string;
  /** Its folder in examples/guides. */
  readonly id: string;
  /** The commands that have to be there, with Debian's packages that have them. */
  readonly needs: Readonly<Record<string, string>>;
  /** Answers also without the store. */
  readonly readyPath: string;
  /** Builds the example in a copy of its folder. */
  build(folder: string): Promise<void>;
  /** Lays out one pod in a folder of its own. */
  pod(built: string, folder: string, port: number): Promise<Command>;
}

const maven = { mvn: "maven", java: "openjdk-17-jdk-headless" };

async function mavenPackage(folder: string): Promise<void> {
  await execa("mvn", ["--batch-mode", "--quiet", "package"], { cwd: folder });
}

const tomcat: Stack = {
  title: "Tomcat",
  id: "tomcat",
  needs: maven,
  readyPath: "/ready.txt",
  build: mavenPackage,
  async pod(built, folder, port) {
    const home = join(built, "target", "apache-tomcat-10.1.59");
    for (const empty of ["logs", "temp", "work"]) {
      await mkdir(join(folder, empty));
    }
    const files = [
      [join(built, "target", "lib"), "lib"],
      [join(home, "conf", "web.xml"), "conf/web.xml"],
      [join(built, "server.xml"), "conf/server.xml"],
      [join(built, "context.xml"), "conf/context.xml"],
      [join(built, "redisson.yaml"), "conf/redisson.yaml"],
      [join(built, "index.jsp"), "webapps/ROOT/index.jsp"],
      [join(built, "ready.txt"), "webapps/ROOT/ready.txt"],
    ] as const;
    for (const [from, to] of files) {
      await cp(from, join(folder, to), { recursive: true });
    }
    return {
      command: join(home, "bin", "catalina.sh"),
      args: ["run"],
      environment: {
        CATALINA_HOME: home,
        CATALINA_BASE: folder,
        CATALINA_OPTS: `-Dport=${port}`,
      },
    };
  },
};

const springBoot: Stack = {
  title: "Spring Boot",
  id: "spring-boot",
  needs: maven,
  readyPath: "/actuator/health/readiness",
  build: mavenPackage,
  pod: (built, _folder, port) =>
    Promise.resolve({
      command: "java",
      args: ["-jar", join(built, "target", "app.jar")],
      environment: { SERVER_PORT: String(port) },
    }),
};

const php: Stack = {
  title: "PHP",
  id: "php",
  needs: { php: "php-cli php-redis" },
  readyPath: "/ready.txt",
  build: () => Promise.resolve(),
  async pod(built, folder, port) {
    await cp(built, folder, { recursive: true });
    return {
      command: "php",
      args: ["-S", `127.0.0.1:${port}`, "-t", folder],
      // After the folders that PHP reads by itself, one of which turns the extension on.
      environment: { PHP_INI_SCAN_DIR: `:${folder}` },
    };
  },
};

/** All that can be run here. */
export const stacks: readonly Stack[] = [tomcat, springBoot, php];
