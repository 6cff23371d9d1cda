import type { Affinity, SessionCookie } from "../components/affinity/affinity";
import type { Exposure } from "../components/affinity/exposure";
import type { ObjectPath, Sourced } from "../manifests/sourced";

/** How a path is compared; `Regex` is ingress-nginx's: from the path's beginning, in either case of letters. */
export type PathType = "Prefix" | "Exact" | "Regex";

/** A port of a Service, by its name or its number. */
export interface PortReference {
  readonly name?: string;
  readonly number?: number;
}

/** One path, and the Service that it leads to. */
export interface EntrancePath {
  readonly path: string;
  readonly type: PathType;
  readonly service: string;
  readonly port: PortReference;
  /** @default - requests are spread over the pods */
  readonly affinity?: Affinity;
  /** Where in the object it stands. */
  readonly at: ObjectPath;
}

/** Hosts that have the same paths and the same certificate. */
export interface Site extends Pick<Exposure, "tls" | "insecureTraffic"> {
  /** None where it is for every host. */
  readonly hosts: readonly string[];
  readonly tlsSecretName?: string;
  readonly paths: readonly EntrancePath[];
  /** Whether it is for what no rule matches. @default false */
  readonly isDefault?: boolean;
}

/** What one Ingress or Route lets in, independent of any controller. */
export interface Entrance {
  readonly source: Sourced;
  readonly name: string;
  /** @default - whoever applies it says so */
  readonly namespace?: string;
  readonly sites: readonly Site[];
  /** The objects whose annotations say something of the cookie: the entrance's own, and its Services. */
  readonly carriers: readonly Sourced[];
}

/** One setting of the cookie, as the input has it. */
export type CookieSetting = keyof SessionCookie;
