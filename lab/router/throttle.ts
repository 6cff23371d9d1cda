/**
 * Runs `work` when it is asked for: at once, or as soon as the last run is over and began at least
 * `seconds` ago. What is asked for meanwhile is done in one run.
 */
export function throttled(work: () => Promise<void>, seconds: number): () => void {
  let asked = false;
  let running = false;
  let last = -Infinity;

  function next(): void {
    if (running || !asked) {
      return;
    }
    running = true;
    setTimeout(
      () => {
        asked = false;
        last = performance.now();
        void work().finally(() => {
          running = false;
          next();
        });
      },
      Math.max(0, last + seconds * 1000 - performance.now()),
    );
  }

  return () => {
    asked = true;
    next();
  };
}
