import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  Secret,
  Unknown,
  unknown,
} from "./propertyValue";

// The engine's protocol marks special values by these identifiers
// (sdk/go/common/resource/plugin/rpc.go and sdk/go/common/resource/properties.go).
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownValues = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

type WireMap = Record<string, JavaScriptValue>;

/**
 * Reads the properties of a request; a request without any has none.
 * @throws Error for an asset, an archive or a resource reference: Kubernetes objects have no such fields.
 */
export function decode(struct: Struct | undefined): PropertyMap {
  return struct === undefined ? {} : decodeMap(struct.toJavaScript());
}

/** Writes properties for a response. */
export function encode(properties: PropertyMap): Struct {
  return Struct.fromJavaScript(encodeMap(properties));
}

function decodeMap(map: WireMap): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([name, item]) => [name, decodeValue(item)]));
}

function decodeValue(value: JavaScriptValue): PropertyValue {
  if (typeof value === "string") return unknownValues.has(value) ? unknown : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decodeValue);
  const map = value as WireMap;
  if (map[signatureKey] === undefined) return decodeMap(map);
  return decodeSpecial(map);
}

function decodeSpecial(map: WireMap): PropertyValue {
  const content = map.value === undefined ? unknown : decodeValue(map.value);
  const signature = map[signatureKey];
  if (signature === secretSignature) return new Secret(content);
  if (signature === outputSignature) return map.secret === true ? new Secret(content) : content;
  throw new Error(
    "a property is an asset, an archive or a resource; a Kubernetes object holds only text, numbers, booleans, lists and maps",
  );
}

function encodeMap(map: PropertyMap): WireMap {
  return Object.fromEntries(Object.entries(map).map(([name, item]) => [name, encodeValue(item)]));
}

function encodeValue(value: PropertyValue): JavaScriptValue {
  if (value instanceof Unknown) return unknownString;
  if (value instanceof Secret) {
    return { [signatureKey]: secretSignature, value: encodeValue(value.value) };
  }
  if (Array.isArray(value)) return value.map(encodeValue);
  return isPropertyMap(value) ? encodeMap(value) : value;
}
