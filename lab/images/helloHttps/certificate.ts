import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { cached } from "../../cache/cache";
import { run } from "../../process/command";
import { requestConfiguration } from "../../pki/certificate";

const name = "hello-https";

const request = requestConfiguration({
  ...{ name, commonName: name, names: [name], usage: "server" },
  // It vouches for itself and for no other.
  authority: name,
});

/** The certificate that the app shows, which is also the authority to trust, and its key. */
export async function helloCertificate(): Promise<{ certificate: string; key: string }> {
  const folder = await cached(`${name}-certificate`, [request], async (target) => {
    const configuration = join(target, "request.cnf");
    await writeFile(configuration, request);
    await run("openssl", [
      ...["req", "-x509", "-config", configuration, "-days", "3650"],
      ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"],
      ...["-keyout", join(target, "tls.key"), "-out", join(target, "tls.crt")],
    ]);
  });
  return { certificate: join(folder, "tls.crt"), key: join(folder, "tls.key") };
}
