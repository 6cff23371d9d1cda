import * as pulumi from "@pulumi/pulumi";

/** Warns of what has to be known beside a component, once it is certain that it is made. */
export function warnOf(
  notes: readonly string[],
  component: pulumi.Resource,
  checked: Promise<unknown>,
): void {
  checked.then(
    () => {
      for (const note of notes) {
        void pulumi.log.warn(note, component);
      }
    },
    // The children tell it. A log line of a component that is not registered would hold back all further ones.
    () => undefined,
  );
}
