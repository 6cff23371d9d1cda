import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";

/** Arguments as people write them. That they compile is the test. */
const args: Readonly<Record<string, Partial<StickyAppArgs>>> = {
  "an environment with references to Secrets in both spellings": {
    environment: {
      DB: { secretKeyRef: { name: "db", key: "password" } },
      USER: { secret: pulumi.output("db"), key: "user" },
      PORT: pulumi.output(8080),
      DEBUG: true,
    },
  },
  "files from each source": {
    mounts: [
      { path: "/etc/app", configMap: pulumi.output("app") },
      { path: "/etc/app.conf", content: pulumi.secret("x") },
    ],
  },
  "a patch of the pod, with outputs where Kubernetes has values": {
    pod: {
      metadata: { annotations: { "prometheus.io/scrape": "true" } },
      spec: {
        nodeSelector: { disktype: "ssd" },
        priorityClassName: pulumi.output("high"),
        containers: [{ name: "application", args: ["start"] }],
      },
    },
  },
};

describe("arguments compile as people write them", () => {
  for (const title of Object.keys(args)) {
    it(title, () => undefined);
  }
});
