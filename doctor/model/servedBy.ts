import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import { annotationsOf, type PlainObject, textAt } from "../../components/affinity/objects";
import type { ObjectIndex } from "../../manifests/objectIndex";
import type { Sourced } from "../../manifests/sourced";
import {
  chosenForIngresses,
  type Controller,
  controllerOfName,
  controllerOfString,
  known,
} from "./controller";
import { gatewayController } from "./gatewayControllers";

/** The API group of the Gateway API. */
export const gatewayGroup = "gateway.networking.k8s.io";

/** Tells which controller serves an object: by its class, by the user's word, or by what is there. */
export class ServedBy {
  constructor(
    private readonly index: ObjectIndex,
    private readonly option: Dialect | undefined,
  ) {}

  /**
   * The controller of an Ingress.
   *
   * @param objectsOf what the dialects read of it, which tells the controller where no class does
   */
  ofIngress({ object }: Sourced, objectsOf: () => readonly PlainObject[]): Controller | undefined {
    const name =
      textAt(object, "spec", "ingressClassName") ??
      annotationsOf(object)["kubernetes.io/ingress.class"];
    const found =
      name === undefined
        ? this.index
            .all("IngressClass")
            .find(
              (each) =>
                annotationsOf(each.object)["ingressclass.kubernetes.io/is-default-class"] ===
                "true",
            )
        : this.index.find("IngressClass", "networking.k8s.io", "", name);
    const string = textAt(found?.object, "spec", "controller");
    if (string !== undefined) {
      return controllerOfString(string, this.option);
    }
    return (
      (this.option && chosenForIngresses(this.option)) ??
      (name === undefined ? undefined : controllerOfName(name)) ??
      byAnnotations(objectsOf())
    );
  }

  /** The controller of a Gateway, by its class, else by the user's word. */
  ofGateway(gateway: Sourced | undefined): Controller | undefined {
    const name = textAt(gateway?.object, "spec", "gatewayClassName");
    const found =
      name === undefined ? undefined : this.index.find("GatewayClass", gatewayGroup, "", name);
    const string = textAt(found?.object, "spec", "controllerName");
    return string === undefined
      ? (this.chosen() ??
          gatewayController(undefined, name) ??
          known(["gateway-api"], { knownBy: "kind" }))
      : gatewayController(string, name);
  }

  private chosen(): Controller | undefined {
    return this.option && known([this.option.id], { knownBy: "option" });
  }
}

/** The one controller that would have affinity by what is there. */
function byAnnotations(objects: readonly PlainObject[]): Controller | undefined {
  const found = dialects.filter(
    ({ platform, target }) =>
      platform === "kubernetes" && target.on !== undefined && target.read(objects) !== undefined,
  );
  const families = new Set(found.map(({ ingressControllers: [first] }) => first));
  return families.size === 1
    ? known(
        found.map(({ id }) => id),
        { knownBy: "annotations" },
      )
    : undefined;
}

/** The controller that an object of its kind has whatever else there is. */
export function byKind(...ids: readonly string[]): Controller | undefined {
  return known(ids, { knownBy: "kind" });
}
