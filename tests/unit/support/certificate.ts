import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key and a certificate of its own for a name. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

let made: Certificate | undefined;

/** A certificate for `hello.test` that no authority signed; the same for all tests. */
export function selfSigned(): Certificate {
  if (made) {
    return made;
  }
  const folder = mkdtempSync(join(tmpdir(), "sticky-session-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")] as const;
  const options = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  execFileSync(
    "openssl",
    [...options, ...["-noenc", "-subj", "/CN=hello.test", "-keyout", key, "-out", cert]],
    { stdio: "ignore" },
  );
  made = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return made;
}
