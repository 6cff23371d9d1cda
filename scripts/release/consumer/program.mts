import * as pulumi from "@pulumi/pulumi";
import { Platform, StickyApp, type StickyAppArgs, StickyExposure } from "pulumi-sticky-session";
import { findDialect, read, translate } from "pulumi-sticky-session/affinity";

const args: StickyAppArgs = {
  platform: Platform.Kubernetes,
  controller: "traefik",
  image: "docker.io/nginxdemos/nginx-hello:plain-text",
  host: "hello.example.com",
  affinity: { cookie: { maxAgeSeconds: 3600 } },
};

export const app = new StickyApp("hello", args, {
  transform: {
    pod: (pod) => ({ ...pod, priorityClassName: "high" }),
    ingress: (ingress) => ({
      ...ingress,
      metadata: { ...ingress.metadata, labels: { ...ingress.metadata.labels, team: "shop" } },
    }),
  },
});
export const url: pulumi.Output<string> = app.url;
export const serviceName: pulumi.Output<string> = app.service.metadata.name;
export const exposure = new StickyExposure("shop", {
  platform: "kubernetes",
  controller: "traefik",
  selector: { app: "shop" },
  host: "shop.example.com",
});
export const translation = [findDialect("traefik")?.cookie.name, typeof translate, typeof read];

// @ts-expect-error an id of a platform is one of two
export const wrong: StickyAppArgs["platform"] = "nomad";
