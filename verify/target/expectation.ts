import {
  type Affinity,
  type SessionCookie,
  withDefaults,
} from "../../components/affinity/affinity";
import {
  type Carrier,
  type Dialect,
  type Promises,
  translate,
} from "../../components/affinity/dialect";
import type { Exposure } from "../../components/affinity/exposure";

/** What the live system is held to. What is not known is not demanded. */
export interface Expectation {
  /** The controller's dialect, where it is known which controller serves the application. */
  readonly dialect?: Dialect;
  readonly promises?: Promises;
  readonly cookieName?: string;
  /** The cookie as it was described, with every default. */
  readonly cookie?: SessionCookie;
  /** The annotations that each object has to carry. */
  readonly annotations?: Readonly<Partial<Record<Carrier, Readonly<Record<string, string>>>>>;
}

/** What a description and the controller's word make one expect. */
export function expectationOf(
  dialect: Dialect,
  affinity: Affinity,
  exposure: Exposure,
): Expectation {
  const { cookie } = withDefaults(affinity, exposure);
  const translated = translate(dialect, affinity, exposure);
  return {
    dialect,
    promises: dialect.promises,
    cookieName: cookie.name,
    cookie,
    ...("translation" in translated && { annotations: translated.translation.annotations }),
  };
}
