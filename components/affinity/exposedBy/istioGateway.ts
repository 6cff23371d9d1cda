import type { Application } from "../application";
import type { ExposedBy } from "../dialect";
import { hostsOf, servedUnder } from "../exposure";
import {
  listAt,
  objectOf,
  objectsOf,
  type PlainObject,
  textAt,
  textsOf,
  valueAt,
} from "../objects";
import { namesService, type OwnKind } from "../ownKinds";
import { certificatesOf, needsCommonSecret } from "../tlsSecrets";
import { pathMatches } from "./pathMatches";

const group = "networking.istio.io";
const apiVersion = `${group}/v1`;

/** istiod writes a status where PILOT_ENABLE_STATUS is on, which it is not by default. */
const kinds: readonly OwnKind[] = [
  {
    apiVersion,
    kind: "VirtualService",
    plural: "virtualservices",
    concerns: (object, known) =>
      listAt(object, "spec", "http").some((http) =>
        listAt(http, "route").some((route) =>
          namesService(textAt(route, "destination", "host"), known),
        ),
      ),
  },
  {
    apiVersion,
    kind: "Gateway",
    plural: "gateways",
    concerns: ({ metadata: { name = "", namespace = "" } }, known) =>
      objectsOf(known, "VirtualService").some((service) =>
        textsOf(listAt(service, "spec", "gateways")).some((gateway) =>
          [name, `${namespace}/${name}`].includes(gateway),
        ),
      ),
  },
];

/** Istio's own Gateway and VirtualService. */
export const istioGateway: ExposedBy = {
  object: "an Istio Gateway with a VirtualService",
  createdBy: "objects",
  ownKinds: kinds,
  supportedSettings: ["tls.secretName", "tls.secrets", "annotations.customResource"],
  // SIMPLE takes its certificate from the Secret alone (istio/api, networking/v1alpha3/gateway.proto).
  requires: ({ exposure, tlsSecretNames }) =>
    exposure.tls === "edge" && needsCommonSecret(hostsOf(exposure), { tlsSecretNames })
      ? ["tls.secretName"]
      : [],
  read: (objects) => {
    const service = objectOf(objects, "VirtualService", group);
    const gateway = objectOf(objects, "Gateway", group);
    const match = valueAt(service, "spec", "http", 0, "match", 0, "uri");
    return (
      service && {
        ...servedUnder(textsOf(listAt(service, "spec", "hosts"))),
        path: textAt(match, "exact") ?? textAt(match, "prefix") ?? "/",
        tls: listAt(gateway, "spec", "servers").some(
          (server) => textAt(server, "port", "protocol") === "HTTPS",
        )
          ? "edge"
          : "none",
      }
    );
  },
};

/**
 * A Gateway for the hosts at Istio's usual ingress gateway, with a server for each certificate, and the VirtualService
 * behind it.
 */
export function makeIstioGateway(application: Application): PlainObject[] {
  const { name, serviceName = name, servicePort, exposure } = application;
  const { path, tls } = exposure;
  // A VirtualService takes a dot in it for the beginning of a namespace (istio: pilot/pkg/model, resolveGatewayName).
  const gateway = name.replaceAll(".", "-");
  const hosts = hostsOf(exposure);
  const http = { port: { number: 80, name: "http", protocol: "HTTP" }, hosts };
  const https = certificatesOf(hosts, application).map((certificate, index) => ({
    // Servers of one port are told apart by the names of their ports (networking/v1alpha3/gateway.proto).
    port: { number: 443, name: index === 0 ? "https" : `https-${index}`, protocol: "HTTPS" },
    hosts: certificate.hosts,
    tls: { mode: "SIMPLE", credentialName: certificate.secretName },
  }));
  return [
    {
      apiVersion,
      kind: "Gateway",
      metadata: { name: gateway },
      spec: {
        selector: { istio: "ingressgateway" },
        servers: tls === "edge" ? [{ ...http, tls: { httpsRedirect: true } }, ...https] : [http],
      },
    },
    {
      apiVersion,
      kind: "VirtualService",
      metadata: { name },
      spec: {
        hosts,
        gateways: [gateway],
        http: [
          {
            match: pathMatches(path).map((uri) => ({ uri })),
            route: [{ destination: { host: serviceName, port: { number: servicePort } } }],
          },
        ],
      },
    },
  ];
}
