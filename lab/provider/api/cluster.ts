import { type KubernetesObject, listAt, mapAt, stringAt } from "../objects/kubernetesObject";
import type { ObjectType } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";
import type { Connection } from "./connection";
import { basePath, Discovery } from "./discovery";
import { type ApiResponse, open, send } from "./http";

/** Where an object is. */
export interface ObjectReference extends ObjectType {
  /** Empty for a kind that is in no namespace. */
  readonly namespace: string;
  readonly name: string;
}

/** Which objects of a kind to look at. */
export interface ObjectQuery extends ObjectType {
  readonly namespace: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Options of a write. */
export interface WriteOptions {
  readonly fieldManager?: string;
  /** Let the server check and complete the object without keeping it. */
  readonly dryRun: boolean;
}

/** One line of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: KubernetesObject;
}

/** The API server, for objects of any kind. */
export class Cluster {
  readonly discovery: Discovery;

  constructor(readonly connection: Connection) {
    this.discovery = new Discovery(connection);
  }

  /** Asks for the server's version: the cheapest way to learn whether it answers. */
  async probe(): Promise<void> {
    await send(this.connection, { method: "GET", path: "/version" });
  }

  async get(reference: ObjectReference, signal?: AbortSignal): Promise<KubernetesObject> {
    const path = await this.pathOf(reference, reference.name);
    return (await send(this.connection, { method: "GET", path, signal })).object;
  }

  /** Makes a new object; one of the same name that exists is an error. */
  async create(
    type: ObjectType,
    object: KubernetesObject,
    options: WriteOptions,
    signal?: AbortSignal,
  ): Promise<ApiResponse> {
    const namespace = stringAt(object, "metadata", "namespace") ?? "";
    return send(this.connection, {
      method: "POST",
      path: await this.pathOf({ ...type, namespace }),
      query: queryOf(options),
      body: JSON.stringify(object),
      signal,
    });
  }

  /** Server-side apply. */
  async apply(
    reference: ObjectReference,
    object: KubernetesObject,
    options: WriteOptions & { readonly force: boolean },
    signal?: AbortSignal,
  ): Promise<ApiResponse> {
    return send(this.connection, {
      method: "PATCH",
      path: await this.pathOf(reference, reference.name),
      query: { ...queryOf(options), force: String(options.force) },
      // JSON is YAML.
      contentType: "application/apply-patch+yaml",
      body: JSON.stringify(object),
      signal,
    });
  }

  /** Changes an object by a JSON patch. */
  async patch(
    reference: ObjectReference,
    patch: readonly PropertyMap[],
    signal?: AbortSignal,
  ): Promise<KubernetesObject> {
    const response = await send(this.connection, {
      method: "PATCH",
      path: await this.pathOf(reference, reference.name),
      contentType: "application/json-patch+json",
      body: JSON.stringify(patch),
      signal,
    });
    return response.object;
  }

  /**
   * Asks for the deletion of an object; it may go on for a while.
   * @returns the `uid` of the object, or an empty text if the server did not tell.
   */
  async delete(
    reference: ObjectReference,
    propagationPolicy: string,
    signal?: AbortSignal,
  ): Promise<string> {
    const { object } = await send(this.connection, {
      method: "DELETE",
      path: await this.pathOf(reference, reference.name),
      body: JSON.stringify({ apiVersion: "v1", kind: "DeleteOptions", propagationPolicy }),
      signal,
    });
    return stringAt(object, "metadata", "uid") ?? stringAt(object, "details", "uid") ?? "";
  }

  /** Objects of a kind, with the version of the list that a watch goes on from. */
  async list(
    query: ObjectQuery,
    signal?: AbortSignal,
  ): Promise<{ items: KubernetesObject[]; resourceVersion: string }> {
    const path = await this.pathOf(query);
    const { object } = await send(this.connection, {
      method: "GET",
      path,
      query: selectorsOf(query),
      signal,
    });
    const { apiVersion, kind } = query;
    return {
      // The server leaves the type out in the entries of a list.
      items: listAt(object, "items").map((item) => ({ apiVersion, kind, ...mapAt(item) })),
      resourceVersion: stringAt(object, "metadata", "resourceVersion") ?? "",
    };
  }

  /** Changes to objects of a kind since `resourceVersion`, until the server ends the answer. */
  async *watch(
    query: ObjectQuery,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    const response = await open(this.connection, {
      method: "GET",
      path: await this.pathOf(query),
      query: { ...selectorsOf(query), watch: "true", resourceVersion },
      signal,
    });
    response.setEncoding("utf8");
    let rest = "";
    for await (const chunk of response as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as WatchEvent;
    }
  }

  private async pathOf(
    type: ObjectType & { readonly namespace: string },
    name?: string,
  ): Promise<string> {
    const { plural, namespaced } = await this.discovery.find(type);
    const scope = namespaced && type.namespace !== "" ? ["namespaces", type.namespace] : [];
    const parts = [...scope, plural, ...(name === undefined ? [] : [name])];
    return `${basePath(type.apiVersion)}/${parts.map(encodeURIComponent).join("/")}`;
  }
}

function queryOf({ fieldManager, dryRun }: WriteOptions): Record<string, string> {
  return {
    ...(fieldManager === undefined ? {} : { fieldManager }),
    ...(dryRun ? { dryRun: "All" } : {}),
  };
}

function selectorsOf({ labelSelector, fieldSelector }: ObjectQuery): Record<string, string> {
  return {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
}
