/** The releases of a controller that a dialect is right for. */
export interface Versions {
  /** The first one, such as `1.10`. @default - every earlier one too, as far as is known */
  readonly since?: string;
  /** The last one: `1.9` is each 1.9.x. @default - every later one too, as far as is known */
  readonly until?: string;
  /** What others do: a clause that reads after "since". */
  readonly why: string;
  /** The dialect for the others. @default - there is none */
  readonly otherwise?: string;
  /** A part of the name of its controller's image, whose tag is the version. @default - not known */
  readonly image?: string;
}

/** Whether a dialect is right for a release such as `1.9.1`. */
export function isRightFor({ since, until }: Versions, release: string): boolean {
  return (
    (since === undefined || compared(release, since) >= 0) &&
    (until === undefined || compared(release, until) <= 0)
  );
}

/** Its releases as text: "1.10 and later". */
export function releasesOf({ since, until }: Versions): string {
  return since === undefined
    ? `${until ?? "any"} and earlier`
    : until === undefined
      ? `${since} and later`
      : `${since} to ${until}`;
}

/** The release that a tag of the controller's image tells, among others; `undefined` where none does. */
export function releaseIn({ image = "" }: Versions, images: readonly string[]): string | undefined {
  return images.flatMap((name) => {
    const [, repository = "", release] = /^(.*?):v?(\d+(?:\.\d+)+)[^/]*$/.exec(name) ?? [];
    return image !== "" && repository.endsWith(image) && release !== undefined ? [release] : [];
  })[0];
}

/** By as many numbers as the bound has: 1.9.1 is 1.9. */
function compared(release: string, bound: string): number {
  const numbers = (text: string) => text.split(".").map(Number);
  const [own, other] = [numbers(release), numbers(bound)];
  return other.map((number, index) => (own[index] ?? 0) - number).find((each) => each !== 0) ?? 0;
}
