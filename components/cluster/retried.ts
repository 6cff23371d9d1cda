export interface Retrying {
  /** How often it is asked at most. @default 5 */
  readonly times?: number;
  /** Between a failed answer and the next question. @default 1 s */
  readonly pauseMilliseconds?: number;
}

/** Asks again: one failed answer says nothing, as API servers restart and connections break. */
export async function retried<T>(
  ask: () => Promise<T>,
  { times = 5, pauseMilliseconds = 1000 }: Retrying = {},
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (times <= 1) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    return retried(ask, { times: times - 1, pauseMilliseconds });
  }
}
