import { type Dialect, serves } from "../../components/affinity/dialect";
import {
  dialects,
  dialectsCalled,
  findDialect,
  withoutAffinity,
} from "../../components/affinity/dialects";

/** The controller of an exposed path, as far as it is known. */
export interface Controller {
  readonly title: string;
  /** The ways that it may be set up, likeliest first; none where it has no affinity that the program knows. */
  readonly dialects: readonly Dialect[];
  /** Why it has none for such an object: a sentence without a full stop. */
  readonly without?: { readonly reason: string; readonly alternatives: string };
  /** Why it does nothing for `sessionPersistence`: a sentence without a full stop. */
  readonly ignoresSessionPersistence?: string;
  /** How it is known: `class` by the class's object, `name` by its usual name, `kind` by the exposing object's kind. */
  readonly knownBy: "class" | "name" | "kind" | "option" | "annotations";
  /** The `spec.controller` of the class, where it is known by that. */
  readonly string?: string;
}

/** Controllers of Ingresses that the program knows by other objects alone. */
const withoutIngress: readonly {
  readonly strings: readonly string[];
  readonly names: RegExp;
  readonly title: string;
  readonly reason: string;
  readonly alternatives: string;
}[] = [
  {
    strings: ["projectcontour.io/ingress-controller"],
    names: /^contour$/,
    title: "Contour",
    // projectcontour/contour: internal/annotation/annotations.go.
    reason: "Contour reads no affinity from an Ingress, whatever its annotations",
    alternatives: "an HTTPProxy with loadBalancerPolicy.strategy: Cookie in place of the Ingress",
  },
];

/** What makes Routes of Ingresses on OpenShift: the Routes get the annotations of the Ingress. */
const ingressToRoute = "openshift.io/ingress-to-route";

/** The controller of an IngressClass's `spec.controller`; `undefined` for one that the program does not know. */
export function controllerOfString(string: string, option?: Dialect): Controller | undefined {
  const knownBy = "class";
  if (string === ingressToRoute) {
    return known(["openshift-route"], { knownBy, string });
  }
  const found = dialects.filter((dialect) => serves(dialect, string));
  if (found.length > 0) {
    return known(
      (option && found.includes(option) ? [option] : found).map(({ id }) => id),
      { knownBy, string },
    );
  }
  const none =
    withoutAffinity.find((controller) => serves(controller, string)) ??
    withoutIngress.find(({ strings }) => strings.includes(string));
  return none && { title: none.title, dialects: [], without: none, knownBy, string };
}

/** The controller of Ingresses that a class of the name usually belongs to. */
export function controllerOfName(name: string): Controller | undefined {
  const knownBy = "name";
  if (name.startsWith("gce")) {
    return known(["gke-ingress"], { knownBy });
  }
  if (name.startsWith("openshift-")) {
    return known(["openshift-route"], { knownBy });
  }
  const none =
    withoutIngress.find(({ names }) => names.test(name)) ??
    withoutAffinity.find(({ id }) => id === name);
  if (none !== undefined) {
    return { title: none.title, dialects: [], without: none, knownBy };
  }
  const usual = dialects.filter(({ usualIngressClass }) => usualIngressClass === name);
  const called = [...dialectsCalled(name, "kubernetes"), ...usual];
  return known([...new Set(called.map(({ id }) => id))], { knownBy });
}

/** The controller that the user names for Ingresses of no known class. */
export function chosenForIngresses({ id }: Dialect): Controller | undefined {
  const isWithout = withoutIngress.some(({ names }) => names.test(id));
  const knownBy = "option";
  return isWithout
    ? { title: id, dialects: [], ...controllerOfName(id), knownBy }
    : known([id], { knownBy });
}

/** The controller of the id, or of several ways to set one up. */
export function known(
  ids: readonly string[],
  further: Omit<Controller, "title" | "dialects">,
): Controller | undefined {
  const found = ids.flatMap((id) => findDialect(id) ?? []);
  const [first] = found;
  return first && { title: first.title, dialects: found, ...further };
}
