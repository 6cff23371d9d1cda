import type * as pulumi from "@pulumi/pulumi";

/**
 * What a variable has: a value, or a reference to a key of a Secret or ConfigMap of the namespace, in short or as
 * Kubernetes spells it, or to a field of the pod. What is known only while the program runs, such as a Pulumi secret, goes into a Secret of the
 * application, and the pod refers to that.
 */
export type Variable =
  | pulumi.Input<string | number | boolean>
  | SecretKey
  | ConfigMapKey
  | SecretKeyReference
  | ConfigMapKeyReference
  | FieldReference
  | ValueFrom;

/** A key of an existing Secret. */
export interface SecretKey {
  readonly secret: pulumi.Input<string>;
  readonly key: pulumi.Input<string>;
  /**
   * Whether the pods start without it too.
   * @default false
   */
  readonly optional?: pulumi.Input<boolean>;
}

/** A key of an existing ConfigMap. */
export interface ConfigMapKey {
  readonly configMap: pulumi.Input<string>;
  readonly key: pulumi.Input<string>;
  /**
   * Whether the pods start without it too.
   * @default false
   */
  readonly optional?: pulumi.Input<boolean>;
}

/** The same as Kubernetes spells it. */
export interface SecretKeyReference {
  readonly secretKeyRef: KeyReference;
}

/** The same as Kubernetes spells it. */
export interface ConfigMapKeyReference {
  readonly configMapKeyRef: KeyReference;
}

export interface KeyReference {
  readonly name: pulumi.Input<string>;
  readonly key: pulumi.Input<string>;
  /**
   * Whether the pods start without it too.
   * @default false
   */
  readonly optional?: pulumi.Input<boolean>;
}

/** A field of the pod itself, such as its address (`status.podIP`). */
export interface FieldReference {
  readonly fieldRef: { readonly fieldPath: pulumi.Input<string> };
}

/** A reference as it stands in the list of a container's variables. */
export interface ValueFrom {
  readonly valueFrom: SecretKeyReference | ConfigMapKeyReference | FieldReference;
}

/** All entries of a Secret or of a ConfigMap as variables: one of the two. */
export interface EnvironmentSource {
  /**
   * The name of an existing Secret.
   * @default - `configMap`
   * @format objectName
   * @example database
   */
  secret?: pulumi.Input<string>;
  /**
   * The name of an existing ConfigMap.
   * @default - `secret`
   * @format objectName
   * @example settings
   */
  configMap?: pulumi.Input<string>;
  /**
   * What stands before the name of each variable.
   * @default - nothing
   * @format variableName
   * @example DB_
   */
  prefix?: pulumi.Input<string>;
}
