/**
 * The translation alone: one description of an affinity in the settings of every controller, and back. Pure: it imports
 * nothing of Pulumi.
 *
 * @packageDocumentation
 */
export * from "./affinity";
export * from "./application";
export * from "./collision";
export * from "./dialect";
export {
  chooseDialect,
  dialects,
  dialectsCalled,
  dialectsOf,
  findDialect,
  usualNames,
  withoutAffinity,
} from "./dialects";
export * from "./exposure";
export type { AnnotatedObject, Metadata, NativeObjects, Need, PlainObject } from "./objects";
export * from "./platform";
export type { Problem } from "./problem";
export { read, type Reading } from "./read";
export * from "./setting";
export { settingsOf, translate, type Translation } from "./translate";
export type { Versions } from "./versions";
