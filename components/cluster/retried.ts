/** Asks again: one failed answer says nothing, as API servers restart and connections break. */
export async function retried<T>(
  ask: () => Promise<T>,
  times = 5,
  pauseMilliseconds = 1000,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (times <= 1) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    return retried(ask, times - 1, pauseMilliseconds);
  }
}
