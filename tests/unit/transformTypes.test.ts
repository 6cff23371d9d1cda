import * as pulumi from "@pulumi/pulumi";
import type { Transforms } from "../../components/args/transforms";

/** Transforms as people write them. That they compile is the test. */
const transforms: Readonly<Record<string, Transforms>> = {
  "a Route's own certificate by a Secret": {
    route: (r) => ({
      ...r,
      spec: {
        ...r.spec,
        tls: {
          termination: "edge",
          insecureEdgeTerminationPolicy: "Redirect",
          ...r.spec.tls,
          externalCertificate: { name: "x" },
        },
      },
    }),
  },
  "a Route's own certificate": {
    route: (r) => {
      const policy = "Redirect";
      r.spec.tls = {
        termination: "edge",
        insecureEdgeTerminationPolicy: policy,
        key: "k",
        certificate: "c",
      };
      return r;
    },
  },
  "an annotation of the Ingress": {
    ingress: (i) => ({
      ...i,
      metadata: {
        ...i.metadata,
        annotations: { ...i.metadata.annotations, "cert-manager.io/cluster-issuer": "le" },
      },
    }),
  },
  "an annotation of the Ingress by an output": {
    ingress: (i) => ({
      ...i,
      metadata: pulumi.output(i.metadata).apply((m) => ({
        ...m,
        annotations: { ...m.annotations, "cert-manager.io/cluster-issuer": "le" },
      })),
    }),
  },
  "a second host of the Ingress": {
    ingress: (i) => {
      i.spec.rules.push({ ...i.spec.rules[0], host: "example.com" });
      return i;
    },
  },
  "a pull secret": { pod: (p) => ({ ...p, imagePullSecrets: [{ name: "r" }] }) },
  "arguments of the application's container": {
    pod: (p) => ({
      ...p,
      containers: p.containers.map((c) =>
        c.name === "application" ? { ...c, args: ["start"] } : c,
      ),
    }),
  },
  "a second port of the Service": {
    service: (s) => ({
      ...s,
      spec: { ...s.spec, ports: [...s.spec.ports, { name: "ws", port: 8072, targetPort: 8072 }] },
    }),
  },
  "annotations of the pods": {
    statefulSet: (s) => ({
      ...s,
      spec: {
        ...s.spec,
        template: {
          ...s.spec.template,
          metadata: {
            ...s.spec.template.metadata,
            annotations: { "prometheus.io/scrape": "true" },
          },
        },
      },
    }),
  },
};

describe("transforms compile as people write them", () => {
  for (const title of Object.keys(transforms)) {
    it(title, () => undefined);
  }
});
