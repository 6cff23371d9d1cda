import { cp } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";

import { cached } from "../../cache/cache";
import { debianDependency, debianFiles } from "../../programs/debianFiles";
import type { Report } from "../../progress/report";
import { busybox } from "../busybox";
import { debianRoot } from "../debianRoot";
import { folderEntries } from "../folder";
import type { ImageEntry, ImageRecipe } from "../recipe";

const home = "usr/local/tomcat";

/** What `catalina.sh` calls. */
const commands = [
  ...["sh", "basename", "cat", "dirname", "expr", "id", "ls", "mkdir", "rm", "sleep", "touch"],
  ...["tty", "uname"],
];

/**
 * Tomcat with a shop that has a login form and a cart in the session; its files are where the official image has
 * them.
 */
export const tomcat: ImageRecipe = {
  images: [
    {
      reference: "localhost/sticky-session/tomcat-shop:1",
      user: "0",
      entrypoint: ["/usr/local/tomcat/bin/catalina.sh", "run"],
      environment: { CATALINA_HOME: `/${home}`, JRE_HOME: "/usr/lib/jvm/java" },
      ports: [8080],
    },
  ],
  files: async (report) => [
    ...(await java(report)),
    ...(await busybox(commands, report)),
    ...(await tomcatFiles(report)),
    ...(await folderEntries(join(__dirname, "root"), home)),
  ],
};

/** The Java of this system, with its folder under the name `java`. */
async function java(report: Report): Promise<ImageEntry[]> {
  const runtime = await debianDependency(
    "default-jre-headless",
    /^openjdk-\d+-jre-headless$/,
    report,
  );
  const packages = { name: "java-packages", packages: [runtime] };
  const root = await debianFiles(packages, report);
  const entries = await folderEntries(join(root, "usr/lib/jvm"), "usr/lib/jvm");
  const version = /\d+/.exec(runtime)?.[0] ?? "";
  const folder = entries.find(({ path, kind }) => kind === "folder" && path.includes(version));
  if (folder === undefined) {
    throw new Error(`No Java in ${root}.`);
  }
  return [
    ...(await debianRoot(packages, [], report)),
    ...entries,
    // Its settings, which the links in its own folder lead to.
    ...(await folderEntries(join(root, "etc"), "etc")),
    { path: "usr/lib/jvm/java", kind: "link", target: `/${folder.path}` },
  ];
}

/** Without the applications that come with it, as in the official image. */
async function tomcatFiles(report: Report): Promise<ImageEntry[]> {
  const pom = join(__dirname, "pom.xml");
  const folder = await cached("tomcat", [{ file: pom }], async (target) => {
    await cp(pom, join(target, "pom.xml"));
    report("image tomcat: collecting Tomcat with Maven");
    await execa("mvn", ["--batch-mode", "--quiet", "package"], { cwd: target }).catch(
      (error: unknown) => {
        const { code } = error as { code?: unknown };
        throw code === "ENOENT" ? new Error("no mvn: apt-get install maven") : error;
      },
    );
  });
  const unpacked = await folderEntries(join(folder, "target"), "");
  return unpacked.flatMap((entry) => {
    const [, path] = /^apache-tomcat-[^/]+\/((?:bin|conf|lib)\/.*)$/.exec(entry.path) ?? [];
    return path === undefined || path === "conf/tomcat-users.xml"
      ? []
      : [{ ...entry, path: join(home, path) }];
  });
}
