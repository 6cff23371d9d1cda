/** A DNS label: what a Kubernetes object, and so a pod's host name, may be called (RFC 1123). */
export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value);
}

/** The name of an object: labels joined by dots, in lower case, 253 characters at most (RFC 1123). */
export function isObjectName(value: string): boolean {
  return value.length <= 253 && value.split(".").every(isDnsLabel);
}

/** The part of a key behind its DNS name, which is also what the value of a label may be. */
export function isQualifiedPart(value: string): boolean {
  return value.length <= 63 && /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value);
}

/** The key of a label or an annotation. */
export function isQualifiedName(value: string): boolean {
  const [name = "", prefix, ...others] = value.split("/").reverse();
  return (
    others.length === 0 && isQualifiedPart(name) && (prefix === undefined || isObjectName(prefix))
  );
}
