import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "pulumi-sticky-session";

const config = new pulumi.Config();
const app = new StickyApp("hello", {
  platform: "kubernetes",
  controller: "traefik",
  image: "docker.io/nginxdemos/nginx-hello:plain-text",
  host: config.require("host"),
  namespace: config.get("namespace"),
});

export const url = app.url;
