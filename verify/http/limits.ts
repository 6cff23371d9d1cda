/**
 * How many bytes of a body are read, after decompression: a page tells its pod long before, and an answer without an
 * end must not fill the memory.
 */
export const mostBodyBytes = 1024 * 1024;

/**
 * How many bytes are taken off a connection that is to be kept, so that it can be used again; beyond them it is closed.
 */
export const mostDiscardedBytes = 16 * mostBodyBytes;

/**
 * How large all headers of an answer may be together, in bytes: Chrome and Firefox take 256 KiB and more, Node by
 * itself 16 KiB.
 */
export const mostHeaderBytes = 256 * 1024;

/** How long an address may take to accept a connection, in milliseconds, however patient the user is beyond. */
export const mostConnectMilliseconds = 10_000;
