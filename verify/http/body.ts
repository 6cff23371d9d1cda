import type { Readable, Transform } from "node:stream";
import { constants, createBrotliDecompress, createUnzip } from "node:zlib";
import { mostBodyBytes, mostDiscardedBytes } from "./limits";
import type { Response } from "./transport";

/** What {@link readBody} is to know of the answer. */
export interface BodyArgs {
  readonly headers: Response["headers"];
  /** Whether the connection is to be used again, so that the rest of a long body is read and dropped. */
  readonly keepsConnection: boolean;
}

/** What of a body was read. */
export interface Body {
  readonly text: string;
  /** Whether there was more than is read of any body. */
  readonly cut: boolean;
}

/**
 * Reads a body, decompressed, up to {@link mostBodyBytes}; what follows is not looked at.
 *
 * @throws Error when the connection or the encoding breaks off before
 */
export function readBody(source: Readable, args: BodyArgs): Promise<Body> {
  const decoder = decoderFor(args.headers);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let taken = 0;
    let cut = false;
    const end = (): void => {
      const whole = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      resolve({ text: (cut ? whole.subarray(0, mostBodyBytes) : whole).toString(), cut });
    };
    const discard = (): void => {
      decoder?.destroy();
      // Of a bomb little comes in while much goes out: that connection is not worth keeping.
      if (args.keepsConnection && !decoder && taken <= mostDiscardedBytes) {
        source.resume();
      } else {
        source.destroy();
        end();
      }
    };
    const keep = (chunk: Buffer): void => {
      if (!cut) {
        chunks.push(chunk);
        bytes += chunk.length;
        cut = bytes > mostBodyBytes;
      }
      if (cut) {
        discard();
      }
    };
    source.on("data", (chunk: Buffer) => {
      taken += chunk.length;
      if (!decoder || cut) {
        keep(chunk);
      } else if (!decoder.write(chunk)) {
        // A bomb grows while it is unpacked: no more of it comes in than goes out.
        source.pause();
      }
    });
    source.on("end", () => {
      if (decoder && !cut) {
        decoder.end();
      } else {
        end();
      }
    });
    source.on("error", (error) => {
      // Cut off by ourselves.
      if (!cut) {
        reject(error);
      }
    });
    decoder?.on("data", keep);
    decoder?.on("drain", () => source.resume());
    decoder?.on("end", end);
    decoder?.on("error", (error) => {
      source.destroy();
      reject(new Error(`the body is not what its Content-Encoding says: ${error.message}`));
    });
  });
}

/** Undefined for a body that is as it is, and for an encoding that nobody asked for. */
function decoderFor(headers: Response["headers"]): Transform | undefined {
  const encoding = headers["content-encoding"];
  if (encoding === undefined) {
    return undefined;
  }
  // A connection that ends early is told by the connection: of what came, as much is unpacked as can be.
  const { Z_SYNC_FLUSH: finishFlush, BROTLI_OPERATION_FLUSH } = constants;
  switch ([encoding].flat().join(",").trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
    case "deflate":
      return createUnzip({ finishFlush });
    case "br":
      return createBrotliDecompress({ finishFlush: BROTLI_OPERATION_FLUSH });
    default:
      return undefined;
  }
}
