import { mutatingPolicy } from "./admissionPolicy";

/** Where OpenShift writes which user IDs a namespace's pods may have, as `first/count`. */
export const uidRangeAnnotation = "openshift.io/sa.scc.uid-range";

/** Where it writes which supplemental groups they may have. */
export const groupRangeAnnotation = "openshift.io/sa.scc.supplemental-groups";

const alphabet = "-abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Gives every namespace a range of user IDs, of the size and from the numbers that OpenShift takes
 * them from (1000000000-1999999999, 10000 each). Which one follows from the namespace's name: a
 * policy has no memory of those that are taken.
 */
export const namespaceRange = mutatingPolicy(
  {
    name: "openshift-namespace-range",
    apiGroup: "",
    apiVersion: "v1",
    resource: "namespaces",
    operations: ["CREATE", "UPDATE"],
    conditions: {
      "without-range": `!has(object.metadata.annotations) || !("${uidRangeAnnotation}" in object.metadata.annotations)`,
    },
    variables: {
      // Each letter counts by its place, so that names of the same letters differ.
      block: `object.metadata.name.split("").transformList(place, letter, (place + 3) * (place + 7) * ("${alphabet}".indexOf(letter) + 1)).sum() * 7919 % 100000`,
      range: `string(1000000000 + variables.block * 10000) + "/10000"`,
    },
  },
  `Object{metadata: Object.metadata{annotations: {"${uidRangeAnnotation}": variables.range, "${groupRangeAnnotation}": variables.range}}}`,
);
