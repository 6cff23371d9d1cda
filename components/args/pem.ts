import { createPrivateKey, X509Certificate } from "node:crypto";

/** Whether a text is one or more certificates as PEM. */
export function isCertificate(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return (
    blocks.length > 0 &&
    !isPrivate(text) &&
    blocks.every((block) => succeeds(() => new X509Certificate(block)))
  );
}

/** Whether a text is a private key as PEM, which needs no passphrase. */
export function isPrivateKey(text: string): boolean {
  return isPrivate(text) && succeeds(() => createPrivateKey(text));
}

/** Whether a private key is the one that the first of the certificates was made for. */
export function fits(key: string, certificate: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}

/** Whether a text has a private key in it, which no message may show. */
export function isPrivate(text: string): boolean {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
