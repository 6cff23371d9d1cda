import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key and a certificate of its own for a name. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const made = new Map<string, Certificate>();

/**
 * A certificate that no authority signed; the same for all tests.
 *
 * @param name what it is for @default "hello.test"
 */
export function selfSigned(name = "hello.test"): Certificate {
  const known = made.get(name);
  if (known) {
    return known;
  }
  const folder = mkdtempSync(join(tmpdir(), "sticky-session-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")] as const;
  const options = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  execFileSync(
    "openssl",
    [
      ...options,
      ...[
        "-noenc",
        "-utf8",
        "-subj",
        `/CN=${name.replaceAll("/", "\\/")}`,
        "-keyout",
        key,
        "-out",
        cert,
      ],
    ],
    { stdio: "ignore" },
  );
  const certificate = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  made.set(name, certificate);
  return certificate;
}
