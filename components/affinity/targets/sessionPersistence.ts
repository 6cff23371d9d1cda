import { type Application, type GatewayApiVersion, gatewayApiVersions } from "../application";
import type { Target } from "../dialect";
import type { NativeSettings } from "../setting";
import { makeHttpRoute } from "../exposedBy/httpRoute";
import { type Need, objectOf, type PlainObject, textAt, valueAt } from "../objects";

/** The fields of `sessionPersistence`: the cookie's name, its lifetime and, from 1.7 on, its path. */
export const sessionFields = { name: "name", lifetime: "absoluteTimeout", path: "path" } as const;

const field = "spec.rules.sessionPersistence";

/** How each line of the Gateway API has the native settings (GEP-1619, apis/v1/shared_types.go). */
const shapes: Readonly<
  Record<
    GatewayApiVersion,
    { readonly write: (native: NativeSettings) => object; readonly field: string }
  >
> = {
  "1.6": {
    field: `${field}.sessionName`,
    write: ({ name, absoluteTimeout }) => ({
      sessionName: name,
      type: "Cookie",
      ...(absoluteTimeout !== undefined && {
        absoluteTimeout,
        cookieConfig: { lifetimeType: "Permanent" },
      }),
    }),
  },
  "1.7": {
    field: `${field}.cookie.name`,
    write: ({ name, path, absoluteTimeout }) => ({
      type: "Cookie",
      ...(absoluteTimeout !== undefined && { absoluteTimeout }),
      cookie: {
        name,
        ...(path !== undefined && { path }),
        ...(absoluteTimeout !== undefined && { lifetimeType: "Permanent" }),
      },
    }),
  },
};

/** The line of the Gateway API that the application's cluster has. */
export function gatewayApiVersionOf({ gateway }: Application): GatewayApiVersion {
  return gatewayApiVersions.find((version) => version === gateway?.apiVersion) ?? "1.6";
}

/** `sessionPersistence` of an HTTPRoute's rule. */
export const sessionPersistence: Target = {
  object: "HTTPRoute",
  key: field,
  write: (native, application) => {
    if (native === undefined) {
      return { objects: [makeHttpRoute(application)] };
    }
    const shape = shapes[gatewayApiVersionOf(application)];
    const need: Need = {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      // The standard channel's CRDs drop the whole of it silently.
      field: shape.field,
    };
    const route = makeHttpRoute(application, { sessionPersistence: shape.write(native) });
    return { objects: [route], needs: [need] };
  },
  read: (objects) => readWords(objectOf(objects, "HTTPRoute")),
};

function readWords(route: PlainObject | undefined): NativeSettings | undefined {
  const found = valueAt(route, "spec", "rules", 0, "sessionPersistence");
  if (found === undefined || textAt(found, "type") === "Header") {
    return undefined;
  }
  const lifetimeType =
    textAt(found, "cookie", "lifetimeType") ?? textAt(found, "cookieConfig", "lifetimeType");
  const name = textAt(found, "cookie", "name") ?? textAt(found, "sessionName");
  const path = textAt(found, "cookie", "path");
  const lifetime = lifetimeType === "Permanent" ? textAt(found, "absoluteTimeout") : undefined;
  return {
    ...(name !== undefined && { name }),
    ...(path !== undefined && { path }),
    ...(lifetime !== undefined && { absoluteTimeout: lifetime }),
  };
}
