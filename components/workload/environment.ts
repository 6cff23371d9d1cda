import * as k8s from "@pulumi/kubernetes";
import type { types as kx } from "@pulumi/kubernetesx";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../args/paths";
import type { EnvironmentSource, Variable } from "../args/stickyAppArgs";
import { transformed } from "../args/transforms";
import type { Plan } from "../resolve/plan";
import { entryOf } from "../sessionStore/connection";
import { metadataOfVersion, resourceNameOfVersion } from "./labels";

type EnvFrom = k8s.types.input.core.v1.EnvFromSource;
type EnvVarSource = k8s.types.input.core.v1.EnvVarSource;

/** A value that may be a secret: what an output has is not known before the program runs. */
function isHidden(variable: Variable): variable is pulumi.Output<string | number | boolean> {
  return pulumi.Output.isInstance(variable);
}

/**
 * The values of variables that may be secrets, so that the StatefulSet has none of them. Each content is a Secret of a
 * name of its own: another one is another pod template, which restarts the pods one at a time, and one that cannot start
 * with it leaves the others with theirs. A checksum in the template would do it too, and tell a short secret to whoever
 * can try them all.
 */
export function createEnvironmentSecret(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret | undefined {
  const hidden = Object.entries(plan.environment).flatMap(([name, variable]) =>
    isHidden(variable) ? [[name, pulumi.output(variable).apply(String)] as const] : [],
  );
  return hidden.length === 0
    ? undefined
    : new k8s.core.v1.Secret(
        resourceNameOfVersion(plan, "environment"),
        transformed(plan.transform.environmentSecret, {
          metadata: metadataOfVersion(plan),
          type: "Opaque",
          immutable: true,
          stringData: pulumi.secret(Object.fromEntries(hidden)),
        }),
        opts,
      );
}

/**
 * The application's variables in the order in which they were given, since one can refer to those before it.
 *
 * @param secretName the name of the Secret with the hidden ones
 * @param storeSecretName the name of the Secret with the session store's entries
 */
export function containerEnvironment(
  { environment, sessionStore }: Plan,
  secretName: pulumi.Input<string> = "",
  storeSecretName: pulumi.Input<string> = "",
): kx.EnvMap {
  const own = Object.entries(environment).map(
    ([name, variable]) =>
      [
        name,
        isHidden(variable)
          ? { secretKeyRef: { name: secretName, key: name } }
          : isPlainObject(variable)
            ? referenceOf(variable as Reference)
            : typeof variable === "string"
              ? variable
              : JSON.stringify(variable),
      ] as const,
  );
  const ofStore = Object.entries(sessionStore?.variables ?? {}).map(
    ([name, part]) =>
      [name, { secretKeyRef: { name: storeSecretName, key: entryOf[part] } }] as const,
  );
  return Object.fromEntries<string | EnvVarSource>([...own, ...ofStore]);
}

type Reference = Exclude<Variable, pulumi.Input<string | number | boolean>>;

function referenceOf(reference: Reference): EnvVarSource {
  if ("valueFrom" in reference) {
    return reference.valueFrom;
  }
  if ("secret" in reference) {
    const { secret: name, ...rest } = reference;
    return { secretKeyRef: { name, ...rest } };
  }
  if ("configMap" in reference) {
    const { configMap: name, ...rest } = reference;
    return { configMapKeyRef: { name, ...rest } };
  }
  return reference;
}

/** Whole Secrets and ConfigMaps, the session store's last: a later one wins. */
export function environmentSources(
  { environmentFrom }: Plan,
  storeSecretName: pulumi.Input<string> | undefined,
): { envFrom?: EnvFrom[] } {
  const envFrom = [
    ...environmentFrom.map(sourceOf),
    ...(storeSecretName === undefined ? [] : [{ secretRef: { name: storeSecretName } }]),
  ];
  return envFrom.length === 0 ? {} : { envFrom };
}

function sourceOf({ secret, configMap, prefix }: EnvironmentSource): EnvFrom {
  return {
    ...(prefix !== undefined && { prefix }),
    ...(secret !== undefined && { secretRef: { name: secret } }),
    ...(configMap !== undefined && { configMapRef: { name: configMap } }),
  };
}
