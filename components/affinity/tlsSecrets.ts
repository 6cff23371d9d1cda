/** The Secrets that have the certificates of an application's hosts. `Name` is what stands for a name of one. */
export interface TlsSecrets<Name> {
  /** The one of all hosts that have none of their own. @default - the controller's default certificate */
  readonly tlsSecretName?: Name | undefined;
  /** Those of single hosts, by the host as it is served. @default {} */
  readonly tlsSecretNames?: Readonly<Record<string, Name>>;
}

/** Hosts whose certificate is the same. */
export interface Certified<Name> {
  readonly hosts: readonly string[];
  readonly secretName?: Name;
}

/** The Secret of one host; `undefined` where it has the controller's default certificate. */
export function tlsSecretOf<Name>(host: string, secrets: TlsSecrets<Name>): Name | undefined {
  const { tlsSecretName, tlsSecretNames = {} } = secrets;
  return Object.hasOwn(tlsSecretNames, host) ? tlsSecretNames[host] : tlsSecretName;
}

/** The hosts by their certificates: those without a Secret of their own together, then each other one by itself. */
export function certificatesOf<Name>(
  hosts: readonly string[],
  secrets: TlsSecrets<Name>,
): Certified<Name>[] {
  const { tlsSecretName, tlsSecretNames = {} } = secrets;
  const [own, common] = partition(hosts, (host) => Object.hasOwn(tlsSecretNames, host));
  return [
    ...(common.length > 0 || own.length === 0 ? [certified(common, tlsSecretName)] : []),
    ...own.map((host) => certified([host], tlsSecretNames[host])),
  ];
}

/** Whether some host has no Secret of its own. */
export function needsCommonSecret<Name>(
  hosts: readonly string[],
  { tlsSecretNames = {} }: TlsSecrets<Name>,
): boolean {
  return certificatesOf(hosts, { tlsSecretNames }).some(
    ({ secretName }) => secretName === undefined,
  );
}

/** All Secrets that are named. */
export function tlsSecretsOf<Name>({
  tlsSecretName,
  tlsSecretNames = {},
}: TlsSecrets<Name>): Name[] {
  return [
    ...(tlsSecretName === undefined ? [] : [tlsSecretName]),
    ...Object.values(tlsSecretNames),
  ];
}

/** The names of all of them for a message, each once; one that is known later is `SECRET`. */
export function tlsSecretNamesOf(secrets: TlsSecrets<unknown>): string[] {
  return [
    ...new Set(tlsSecretsOf(secrets).map((name) => (typeof name === "string" ? name : "SECRET"))),
  ];
}

function certified<Name>(hosts: readonly string[], secretName: Name | undefined): Certified<Name> {
  return { hosts, ...(secretName !== undefined && { secretName }) };
}

function partition<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [first: Item[], second: Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
