import { generateKeyPairSync } from "node:crypto";
import { selfSigned } from "../../support/certificate";
import { k8s, openshift, refuses, withSecrets } from "../config";

const { cert, key } = selfSigned();
const edge = { ...openshift, tls: "edge" };
const otherKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const encryptedKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
  .toString();
const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
const allowedKey = "a private key as PEM, without a passphrase: -----BEGIN PRIVATE KEY-----";
const allowedCertificate = "one or more certificates as PEM: -----BEGIN CERTIFICATE-----";

describe("the refusal of settings: the certificate of a Route", () => {
  withSecrets("tlsKey");

  refuses([
    [
      "the name of a Secret that is none",
      { ...edge, tlsSecret: "Shop TLS" },
      `sticky-session:tlsSecret
  got:      "Shop TLS"
  allowed:  the name of the Secret with the host's certificate
  fix:      pulumi config set tlsSecret '<secretName>' --stack test`,
    ],
    [
      "a certificate that is none",
      { ...edge, tlsCertificate: broken, tlsKey: key },
      `sticky-session:tlsCertificate
  got:      ${JSON.stringify(broken)}
  allowed:  ${allowedCertificate}
  fix:      pulumi config set tlsCertificate '<certificate>' --stack test`,
    ],
    [
      "a key in place of the certificate, which is not shown",
      { ...edge, tlsCertificate: key + cert, tlsKey: key },
      `sticky-session:tlsCertificate
  got:      "[secret]"
  problem:  a private key is in it
  allowed:  ${allowedCertificate}
  fix:      pulumi config set tlsCertificate '<certificate>' --stack test`,
    ],
    [
      "a key that is none",
      { ...edge, tlsCertificate: cert, tlsKey: "key" },
      `sticky-session:tlsKey
  got:      "[secret]"
  allowed:  ${allowedKey}
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
    [
      "a key with a passphrase",
      { ...edge, tlsCertificate: cert, tlsKey: encryptedKey },
      `sticky-session:tlsKey
  got:      "[secret]"
  problem:  it is encrypted with a passphrase, which nobody could enter
  allowed:  ${allowedKey}
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
    [
      "the key of another certificate",
      { ...edge, tlsCertificate: cert, tlsKey: otherKey },
      `sticky-session:tlsKey
  got:      "[secret]"
  problem:  it is not the key that tlsCertificate was made for
  allowed:  the private key of the first certificate in tlsCertificate
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
    [
      "a certificate without its key",
      { ...edge, tlsCertificate: cert },
      `sticky-session:tlsKey
  got:      nothing
  problem:  the router needs the key of tlsCertificate
  allowed:  ${allowedKey}
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
    [
      "a key without its certificate",
      { ...edge, tlsKey: key },
      `sticky-session:tlsCertificate
  got:      nothing
  problem:  a key and authorities alone are no certificate
  allowed:  ${allowedCertificate}
  fix:      pulumi config set tlsCertificate '<tls.certificate>' --stack test`,
    ],
    [
      "a certificate beside the Secret that has one",
      { ...edge, tlsSecret: "shop-tls", tlsCertificate: cert, tlsKey: key },
      `sticky-session:tlsCertificate
  got:      "[a certificate or key]"
  problem:  tlsSecret has the certificate
  allowed:  unset, or tlsSecret unset
  fix:      pulumi config rm tlsCertificate --stack test

sticky-session:tlsKey
  got:      "[secret]"
  problem:  tlsSecret has the certificate
  allowed:  unset, or tlsSecret unset
  fix:      pulumi config rm tlsKey --stack test`,
    ],
  ]);
});

describe("the refusal of settings: the certificates of single hosts", () => {
  const two = { ...k8s, host: "a.example.com", hosts: '["b.example.com"]', tls: "edge" };
  const secrets = (named: object) => JSON.stringify(named);
  withSecrets("tlsKey");

  refuses([
    [
      "a host that the application has not",
      { ...two, tlsSecrets: secrets({ "a.example.com": "a-tls", "c.example.com": "c-tls" }) },
      `sticky-session:tlsSecrets["c.example.com"]
  got:      "c-tls"
  problem:  the application is not served under this host
  allowed:  a.example.com, b.example.com
  fix:      pulumi config rm --path 'tlsSecrets["c.example.com"]' --stack test`,
    ],
    [
      "a host beside a name that the router chooses",
      { ...edge, tlsSecrets: secrets({ "c.example.com": "c-tls" }) },
      `sticky-session:tlsSecrets["c.example.com"]
  got:      "c-tls"
  problem:  the application is not served under this host
  allowed:  one that host or hosts names
  fix:      pulumi config rm --path 'tlsSecrets["c.example.com"]' --stack test`,
    ],
    [
      "what is no host",
      { ...two, tlsSecrets: secrets({ "a.example.com:443": "a-tls" }) },
      `sticky-session:tlsSecrets["a.example.com:443"]
  got:      "a.example.com:443"
  allowed:  a DNS name in lower case, without scheme, port and path; *. before it for all names below
  fix:      pulumi config rm --path 'tlsSecrets["a.example.com:443"]' --stack test`,
    ],
    [
      "the name of a Secret that is none",
      { ...two, tlsSecrets: secrets({ "a.example.com": "A TLS" }) },
      `sticky-session:tlsSecrets["a.example.com"]
  got:      "A TLS"
  allowed:  lower-case letters, digits, - and ., 253 characters at most
  fix:      pulumi config rm --path 'tlsSecrets["a.example.com"]' --stack test`,
    ],
    [
      "a Secret for all hosts where each has its own",
      {
        ...{ ...two, tlsSecret: "common-tls" },
        tlsSecrets: secrets({ "a.example.com": "a-tls", "b.example.com": "b-tls" }),
      },
      `sticky-session:tlsSecret
  got:      "common-tls"
  problem:  each host has a Secret of its own in tlsSecrets
  allowed:  unset
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
    [
      "without TLS",
      { ...two, tls: "none", tlsSecrets: secrets({ "a.example.com": "a-tls" }) },
      `sticky-session:tlsSecrets
  got:      {"a.example.com":"a-tls"}
  problem:  it has no effect without tls edge or reencrypt
  allowed:  unset, or tls edge or reencrypt beside it
  fix:      pulumi config rm tlsSecrets --stack test`,
    ],
    [
      "a certificate in the configuration beside them",
      {
        ...{ ...edge, host: "a.example.com", tlsCertificate: cert, tlsKey: key },
        tlsSecrets: secrets({ "a.example.com": "a-tls" }),
      },
      `sticky-session:tlsCertificate
  got:      "[a certificate or key]"
  problem:  tlsSecrets has the certificate
  allowed:  unset, or tlsSecrets unset
  fix:      pulumi config rm tlsCertificate --stack test

sticky-session:tlsKey
  got:      "[secret]"
  problem:  tlsSecrets has the certificate
  allowed:  unset, or tlsSecrets unset
  fix:      pulumi config rm tlsKey --stack test`,
    ],
    [
      "a host that is left without one, where the controller has no default",
      {
        ...{ ...two, controller: "contour" },
        tlsSecrets: secrets({ "a.example.com": "a-tls" }),
      },
      `sticky-session:tlsSecret
  got:      nothing
  problem:  Contour is told about the application by an HTTPProxy, which needs it
  allowed:  the name of the Secret with the host's certificate
  fix:      pulumi config set tlsSecret '<secretName>' --stack test`,
    ],
    [
      "a controller that ends TLS at a Gateway of others",
      {
        ...{ ...two, controller: "envoy-gateway", gatewayName: "eg" },
        tlsSecrets: secrets({ "a.example.com": "a-tls" }),
      },
      `sticky-session:tlsSecrets
  got:      {"a.example.com":"a-tls"}
  problem:  an Ingress has this setting; an HTTPRoute has not
  allowed:  unset with the controller envoy-gateway
  fix:      pulumi config rm tlsSecrets --stack test`,
    ],
    [
      "a load balancer whose certificates are in no Secrets",
      {
        ...{ ...two, controller: "aws-load-balancer-controller" },
        tlsSecrets: secrets({ "a.example.com": "a-tls" }),
      },
      `sticky-session:tlsSecrets
  got:      {"a.example.com":"a-tls"}
  problem:  an Ingress has this setting; an Ingress of the AWS Load Balancer Controller has not
  allowed:  unset with the controller aws-load-balancer-controller
  fix:      pulumi config rm tlsSecrets --stack test`,
    ],
  ]);
});

describe("the refusal of settings: a key in plain text", () => {
  refuses([
    [
      "the key of a certificate",
      { ...edge, tlsCertificate: cert, tlsKey: key },
      `sticky-session:tlsKey
  got:      "[secret]"
  problem:  it stands in plain text in the stack's configuration file
  allowed:  a secret
  fix:      pulumi config set --secret tlsKey --stack test`,
    ],
  ]);
});
