import { generateKeyPairSync } from "node:crypto";
import { selfSigned } from "../../support/certificate";
import { openshift, refuses, withSecrets } from "../config";

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
