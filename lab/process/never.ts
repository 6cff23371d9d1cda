/** Never aborted, for what goes on to its end: what is taken down is taken down to the end. */
export const never = new AbortController().signal;
