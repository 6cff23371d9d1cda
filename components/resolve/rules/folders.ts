import type { Problem } from "../../affinity/problem";
import type { Context, Rule } from "../context";

/** A path in the application's container that something is mounted at. */
interface Place {
  readonly setting: string;
  readonly path: string;
  /** Nothing can be mounted below it, as the kubelet could not make the folder. @default false */
  readonly isClosed?: boolean;
}

/** What the container runtime and the kubelet mount themselves (runc, spec_linux.go; pkg/kubelet/container). */
const taken = [
  ...["/dev", "/proc", "/sys", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"],
  "/var/run/secrets/kubernetes.io/serviceaccount",
];

/** Each folder and file has a place of its own, where it can be mounted. */
export const checkFolders: Rule = (context) => {
  const places = placesOf(context).filter(({ setting }) => !context.isRefused(setting));
  return places.flatMap((place, index) => {
    const reason = takenBy(place) ?? sameAs(place, places.slice(0, index)) ?? below(place, places);
    return reason === undefined ? [] : [problemOf(place, reason)];
  });
};

function placesOf({ args: { writablePaths, storage, mounts } }: Context): Place[] {
  return [
    ...writablePaths.map((path, index) => ({ setting: `writablePaths[${index}]`, path })),
    ...(storage?.mountPath === undefined
      ? []
      : [{ setting: "storage.mountPath", path: storage.mountPath }]),
    ...mounts.flatMap(({ path, claim, readOnly = claim === undefined }, index) =>
      // One without a path was refused, and so is no place.
      typeof path === "string"
        ? [{ setting: `mounts[${index}].path`, path, isClosed: readOnly }]
        : [],
    ),
  ];
}

function takenBy({ path }: Place): string | undefined {
  const system = taken.find((own) => isBelowOrSame(path, own));
  // Shared memory is the one folder there that is made to be replaced.
  return system === undefined || normalized(path) === "/dev/shm"
    ? undefined
    : `${system} is the container's own`;
}

function sameAs({ path }: Place, others: readonly Place[]): string | undefined {
  const other = others.find((candidate) => normalized(candidate.path) === normalized(path));
  return other && `{${other.setting}} has it too`;
}

function below({ path }: Place, others: readonly Place[]): string | undefined {
  const other = others.find(
    (candidate) =>
      candidate.isClosed === true &&
      normalized(path) !== normalized(candidate.path) &&
      isBelowOrSame(path, candidate.path),
  );
  return (
    other && `it is inside {${other.setting}}, ${other.path}, where no folder can be made for it`
  );
}

function problemOf({ setting, path }: Place, reason: string): Problem {
  const isItem = setting.startsWith("writablePaths");
  return {
    setting,
    got: path,
    reason,
    allowed: "an absolute path below / that nothing else has",
    example: isItem ? null : `<${setting.split(".").at(-1) ?? "path"}>`,
  };
}

function isBelowOrSame(path: string, folder: string): boolean {
  return `${normalized(path)}/`.startsWith(`${normalized(folder)}/`);
}

/** Without what changes nothing: repeated and trailing slashes, and the step `.`. */
function normalized(path: string): string {
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  return `/${steps.join("/")}`;
}
