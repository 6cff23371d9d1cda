/** The time at which the pods are looked at. */
export const now = Date.parse("2026-01-01T12:00:00Z");

/** A pod that was made some seconds ago, with the status of its application's container. */
export function podWith(
  status: Record<string, unknown>,
  {
    ageSeconds = 5,
    spec = {},
    labels = {},
  }: { ageSeconds?: number; spec?: object; labels?: object } = {},
): object {
  return {
    metadata: {
      name: "hello-0",
      creationTimestamp: new Date(now - ageSeconds * 1000).toISOString(),
      labels,
    },
    spec,
    status: {
      containerStatuses: [
        { name: "application", image: "odoo:17", ready: false, restartCount: 0, ...status },
      ],
    },
  };
}

export const waiting = (reason: string, message: string) => ({
  state: { waiting: { reason, message } },
});

export const restarted = (reason: string, exitCode: number, restartCount = 1) => ({
  restartCount,
  state: { waiting: { reason: "CrashLoopBackOff", message: "back-off" } },
  lastState: { terminated: { reason, exitCode } },
});
