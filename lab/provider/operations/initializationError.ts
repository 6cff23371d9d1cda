import type { PropertyMap } from "../properties/propertyValue";

/**
 * An object exists, but has not become ready. The engine keeps its state all the same, and the next
 * update waits for it again.
 */
export class InitializationError extends Error {
  constructor(
    message: string,
    readonly id: string,
    /** Outputs to keep. */
    readonly outputs: PropertyMap,
    /** Why it is not ready, one sentence each. */
    readonly reasons: readonly string[],
    /** Inputs to keep, where they differ from those that the engine sent. */
    readonly inputs?: PropertyMap,
  ) {
    super(message);
  }
}
