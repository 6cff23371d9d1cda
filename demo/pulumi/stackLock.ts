/**
 * Whether pulumi's message says that the stack is locked, and only by processes of this machine that
 * are gone: killed before they could release their lock.
 *
 * @param output what pulumi printed
 * @param hostname the machine's name, as pulumi writes it into a lock
 * @param isAlive whether a process of this machine with the id runs
 */
export function isLockedByDeadProcesses(
  output: string,
  hostname: string,
  isAlive: (pid: number) => boolean,
): boolean {
  const owners = [...output.matchAll(/created by \S+@(\S+) \(pid (\d+)\)/g)];
  return (
    output.includes("currently locked by") &&
    owners.length > 0 &&
    owners.every(([, host, pid]) => host === hostname && !isAlive(Number(pid)))
  );
}

/** Whether a process with the id runs on this machine. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
