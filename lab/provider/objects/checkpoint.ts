import { isPropertyMap, type PropertyMap, reveal } from "../properties/propertyValue";
import { withSecretness } from "../properties/secretness";
import { type KubernetesObject, mapAt, stringAt, withValueAt } from "./kubernetesObject";

/** What Pulumi's state keeps of an object, named as the official provider names it. */
export interface Checkpoint {
  /** The object as the API server returned it last. */
  readonly live: KubernetesObject;
  /** The program's inputs that led to it. */
  readonly inputs: KubernetesObject;
  /** The apiVersion that the object was first created with. */
  readonly initialApiVersion: string;
  /** The name that this resource's server-side applies are made under. */
  readonly fieldManager: string;
}

const inputsKey = "__inputs";
const initialApiVersionKey = "__initialApiVersion";
const fieldManagerKey = "__fieldManager";

/** Outputs for Pulumi's state; what is secret in `source` (the inputs as the engine sent them) stays secret. */
export function toOutputs(checkpoint: Checkpoint, source: PropertyMap): PropertyMap {
  return {
    ...withSecretness(checkpoint.live, source),
    [inputsKey]: withSecretness(checkpoint.inputs, source),
    [initialApiVersionKey]: checkpoint.initialApiVersion,
    [fieldManagerKey]: checkpoint.fieldManager,
  };
}

/** Reads outputs of {@link toOutputs}, secrets revealed. Undefined if there are none: an object that is being imported. */
export function fromOutputs(outputs: PropertyMap): Checkpoint | undefined {
  if (Object.keys(outputs).length === 0) return undefined;
  const properties = reveal(outputs);
  let live = properties;
  for (const key of [inputsKey, initialApiVersionKey, fieldManagerKey]) {
    live = withValueAt(live, [key], undefined);
  }
  return {
    live,
    inputs: mapAt(properties, inputsKey),
    initialApiVersion:
      stringAt(properties, initialApiVersionKey) ?? stringAt(live, "apiVersion") ?? "",
    fieldManager: stringAt(properties, fieldManagerKey) ?? "",
  };
}

/** The inputs as the engine sent them, as an object for the API: secrets revealed. */
export function toObject(properties: PropertyMap): KubernetesObject {
  return reveal(properties);
}

/**
 * The inputs that a diff starts from: those that the engine sends, else those kept with the outputs.
 * After an update that was made but did not become ready the engine sends the ones before it, so
 * that its display shows what is being tried again.
 */
export function oldInputsOf(outputs: PropertyMap, sent: PropertyMap | undefined): KubernetesObject {
  if (sent !== undefined && Object.keys(sent).length > 0) return toObject(sent);
  const kept = outputs[inputsKey];
  return isPropertyMap(kept) ? toObject(kept) : {};
}
