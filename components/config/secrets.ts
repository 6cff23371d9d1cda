import type * as pulumi from "@pulumi/pulumi";

/** Whether the value, or a part of it, was set with `--secret`: the language host lists such keys in this variable. */
export function isSecret(config: pulumi.Config, key: string): boolean {
  const secretKeys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[];
  return secretKeys.includes(`${config.name}:${key}`);
}
