import type { ExposedBy } from "../dialect";
import { servedUnder } from "../exposure";
import { listAt, objectOf, textAt } from "../objects";

/** An Ingress, which the program makes itself. */
export const ingress: ExposedBy = {
  object: "an Ingress",
  createdBy: "ingress",
  supportedSettings: [
    ...["ingressClassName", "tls.secretName", "tls.secrets", "awaitIngress", "annotations.ingress"],
  ],
  read: (objects) => {
    const found = objectOf(objects, "Ingress");
    return (
      found && {
        ...servedUnder(
          listAt(found, "spec", "rules").flatMap((rule) => textAt(rule, "host") ?? []),
        ),
        path: textAt(found, "spec", "rules", 0, "http", "paths", 0, "path") ?? "/",
        tls: listAt(found, "spec", "tls").length > 0 ? "edge" : "none",
      }
    );
  },
};

/** An Ingress of a controller that has certificates of its own, not in Secrets. */
export const ingressWithoutSecret: ExposedBy = {
  ...ingress,
  supportedSettings: ingress.supportedSettings.filter(
    (setting) => !["tls.secretName", "tls.secrets"].includes(setting),
  ),
};
