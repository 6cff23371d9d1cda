import { listAt, mapAt, stringAt, valueAt } from "../objects/kubernetesObject";
import type { ObjectType } from "../objects/objectType";
import { isNotFound, KindNotServedError } from "./apiError";
import type { Connection } from "./connection";
import { send } from "./http";

/** How the API server serves a kind. */
export interface ServedKind {
  /** Plural name in URLs: "statefulsets". */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Which kinds the API server serves; asked once for every apiVersion. */
export class Discovery {
  private readonly served = new Map<string, Promise<ReadonlyMap<string, ServedKind>>>();

  /** @param connection undefined while the cluster is unreachable */
  constructor(private readonly connection: Connection | undefined) {}

  /**
   * How a kind is served.
   * @throws KindNotServedError if it is not.
   */
  async find(type: ObjectType): Promise<ServedKind> {
    const kinds = await this.kindsOf(type.apiVersion);
    const found = kinds.get(type.kind);
    if (found !== undefined) return found;
    throw new KindNotServedError(
      `the Kubernetes API server does not serve kind "${type.kind}" in apiVersion "${type.apiVersion}": check both, or install its CustomResourceDefinition`,
    );
  }

  /** True if the API server serves a kind. */
  async serves(type: ObjectType): Promise<boolean> {
    return (await this.kindsOf(type.apiVersion)).has(type.kind);
  }

  /**
   * Whether objects of a kind are in a namespace. A kind that is not served yet counts as being in
   * one: all that the program makes are.
   */
  async isNamespaced(type: ObjectType): Promise<boolean> {
    const kinds = await this.kindsOf(type.apiVersion);
    return kinds.get(type.kind)?.namespaced ?? true;
  }

  /** Forgets what an apiVersion serves: its definitions may have changed. */
  forget(apiVersion: string): void {
    this.served.delete(apiVersion);
  }

  private kindsOf(apiVersion: string): Promise<ReadonlyMap<string, ServedKind>> {
    let kinds = this.served.get(apiVersion);
    if (kinds === undefined) {
      kinds = this.ask(apiVersion);
      this.served.set(apiVersion, kinds);
      // A failed request must not be remembered.
      kinds.catch(() => this.served.delete(apiVersion));
    }
    return kinds;
  }

  private async ask(apiVersion: string): Promise<ReadonlyMap<string, ServedKind>> {
    if (this.connection === undefined) return new Map();
    try {
      const path = basePath(apiVersion);
      const { object } = await send(this.connection, { method: "GET", path });
      const resources = listAt(object, "resources").map((resource) => mapAt(resource));
      return new Map(
        resources
          // Names with a slash are subresources: "pods/log".
          .filter((resource) => stringAt(resource, "name")?.includes("/") === false)
          .map((resource) => [
            stringAt(resource, "kind") ?? "",
            {
              plural: stringAt(resource, "name") ?? "",
              namespaced: valueAt(resource, "namespaced") === true,
            },
          ]),
      );
    } catch (error) {
      if (isNotFound(error)) return new Map();
      throw error;
    }
  }
}

/** Where an apiVersion is in the API. */
export function basePath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
