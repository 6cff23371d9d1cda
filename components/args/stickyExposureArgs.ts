import type { ExposureArgs } from "./exposureArgs";
import type { PlacementArgs } from "./placementArgs";

/**
 * Sticky sessions for an application that is there already: for a Service by its name, or for pods by their labels.
 * One of `service` and `selector` is given.
 */
export interface StickyExposureArgs extends PlacementArgs, ExposureArgs {
  /**
   * The Service of the application. It is read before anything is made, and not changed.
   * @default - `selector` says which pods there are
   */
  service?: ExistingServiceArgs;
  /**
   * The labels of the application's pods, where no Service is named: they get one, for `port`.
   * @default - those of `service`
   * @config selector
   * @example {"app": "shop"}
   */
  selector?: Record<string, string>;
}

export interface ExistingServiceArgs {
  /**
   * The name of the Service of an application that is there already, which is made sticky without being changed. In
   * a stack's configuration also NAMESPACE/NAME.
   * @format objectName
   * @allowed NAME or NAMESPACE/NAME of a Service (kubectl get services --all-namespaces lists them)
   * @config existingService
   * @example shop/web
   */
  name: string;
  /**
   * The namespace of that Service, and so of all that is made for it.
   * @default - `namespace`, or the one of the Kubernetes context
   * @format dnsLabel
   * @allowed the name of a namespace
   */
  namespace?: string;
  /**
   * The port of that Service, its name or its number as a text.
   * @default - the only one that it has
   * @format servicePort
   * @config existingServicePort
   * @example http
   */
  port?: string;
}
