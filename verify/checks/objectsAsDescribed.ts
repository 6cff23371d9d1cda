import { redeploy } from "../diagnosis/redeploy";
import { serves } from "../../components/affinity/dialect";
import type { AnnotatedObject } from "../../components/affinity/objects";
import { type LiveObject, the } from "../cluster/liveObjects";
import { kindOf, objectsOf } from "../diagnosis/dialectMarkers";
import { droppedValue } from "../diagnosis/droppedValue";
import { ownDifferences } from "../diagnosis/ownDifferences";
import { objectsNotAccepted, routesNotAdmitted } from "../diagnosis/notAdmitted";
import { overwrittenByNeighbour } from "../diagnosis/notSticky";
import { turnedOff } from "../diagnosis/turnedOff";
import { servingDialect, type Target } from "../subject/target";
import { type Check, type CheckContext, fail, pass, skipped } from "./check";

/** The cluster's objects say what the description makes of them, to the controller that reads it. */
export const objectsAsDescribed: Check = {
  id: "objects-as-described",
  title: "the objects are as described",
  run(context) {
    const { target, survey } = context;
    const objects = target.cluster?.objects;
    if (!objects) {
      return skipped("the objects are not known: --service NAMESPACE/NAME");
    }
    const [unserved] = routesNotAdmitted(objects);
    if (unserved !== undefined) {
      return fail("route-not-admitted", "a Route is not served", unserved);
    }
    const [unaccepted] = objectsNotAccepted(target, objects);
    if (unaccepted !== undefined) {
      return fail("object-not-accepted", "an object is not served", unaccepted);
    }
    const off = turnedOff({ target, survey });
    if (off !== undefined) {
      return fail("affinity-turned-off", "a setting beside the affinity's own turns it off", off);
    }
    const dropped = droppedValue({ target });
    if (dropped !== undefined) {
      return fail("value-dropped", "the controller does not take a value", dropped);
    }
    const differences = [
      ...annotationDifferences(context),
      ...ownDifferences(target),
      ...controllerDifferences(context),
    ];
    if (differences.length > 0) {
      return fail(
        "objects-differ",
        differences.join("; "),
        `The objects were changed by hand, or the change of the description was not deployed: ${redeploy}`,
      );
    }
    const rival = overwrittenByNeighbour({ target, survey });
    if (rival !== undefined) {
      return fail("cookie-name-used-twice", "the cookie's name is used twice on the host", rival);
    }
    const own = (objects.own ?? []).map(({ kind, metadata: { name } }) => ({ kind, name }));
    const read = [...everywhere(target), ...own].map(({ kind, name }) => `${kind} ${name}`);
    const missing =
      objects.unreadable.length === 0 ? "" : `; not readable: ${objects.unreadable.join(", ")}`;
    return target.expectation.annotations
      ? pass(`${read.join(", ")}${missing}`)
      : skipped(`there is no description to compare with; looked at ${read.join(", ")}${missing}`);
  },
};

/** The Service, and the Ingresses and Routes of all hosts. */
function everywhere({ cluster }: Target): LiveObject[] {
  return cluster
    ? objectsOf({ ...cluster.objects, exposures: cluster.exposures ?? cluster.objects.exposures })
    : [];
}

function annotationDifferences({ target }: CheckContext): string[] {
  const objects = everywhere(target);
  const described = Object.entries(target.expectation.annotations ?? {}) as [
    AnnotatedObject,
    Readonly<Record<string, string>>,
  ][];
  return described.flatMap(([object, annotations]) => {
    const targets = objects.filter(({ kind }) => kind === kindOf(object));
    if (targets.length === 0) {
      return [`there is no ${kindOf(object)}`];
    }
    return targets.flatMap((target) =>
      Object.entries(annotations).flatMap(([key, value]) => {
        const live = target.annotations[key];
        return live === value
          ? []
          : [
              live === undefined
                ? `${the(target)} lacks the annotation ${key}: "${value}"`
                : `${the(target)} has ${key}: "${live}" instead of "${value}"`,
            ];
      }),
    );
  });
}

/** The object names a class of another controller than the one whose settings were written. */
function controllerDifferences({ target }: CheckContext): string[] {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  const exposure = objects?.exposures.find(
    ({ ingressController }) => ingressController !== undefined,
  );
  if (!dialect || !objects || !exposure || servingDialect(objects) === dialect) {
    return [];
  }
  return serves(dialect, exposure.ingressController ?? "")
    ? []
    : [
        `the annotations are ${dialect.title}'s, and the IngressClass ${exposure.ingressClass ?? ""} is of the controller ${exposure.ingressController ?? ""}`,
      ];
}
