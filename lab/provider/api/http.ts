import * as http from "node:http";
import * as https from "node:https";
import { text } from "node:stream/consumers";
import type { PropertyMap } from "../properties/propertyValue";
import { ApiError, messageOf } from "./apiError";
import type { Connection } from "./connection";

/** A request to the API server. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the body. @default application/json */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** What the API server answered. */
export interface ApiResponse {
  readonly object: PropertyMap;
  /** What it said in `Warning` headers. */
  readonly warnings: string[];
}

/** No answer came from the API server. */
export class UnreachableError extends Error {
  constructor(readonly reason: string) {
    super(`configured Kubernetes cluster is unreachable: ${reason}`);
  }
}

/** Time without an answer after which a cluster counts as unreachable, in milliseconds. */
const answerTimeout = 30_000;

/**
 * Sends a request and reads the answer.
 * @throws ApiError if the server refuses it, UnreachableError if there is no answer.
 */
export async function send(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
  const response = await open(connection, request);
  const body = await text(response);
  return { object: parseAnswer(body), warnings: warningsOf(response) };
}

/**
 * An object, or an event of a watch, as the API server sent it.
 * @throws UnreachableError if it is no JSON. It is not quoted: it may be a part of a Secret.
 */
function parseAnswer(text: string): PropertyMap {
  try {
    return JSON.parse(text) as PropertyMap;
  } catch {
    throw new UnreachableError("the answer is not JSON");
  }
}

/**
 * Opens the answer to a request as a stream.
 * @throws ApiError if the server refuses it, UnreachableError if there is no answer.
 */
export async function open(
  connection: Connection,
  { method, path, query, body, contentType = "application/json", signal }: ApiRequest,
): Promise<http.IncomingMessage> {
  signal?.throwIfAborted();
  const url = new URL(connection.server.replace(/\/$/, "") + path);
  url.search = new URLSearchParams(query).toString();
  const headers: http.OutgoingHttpHeaders = {
    Accept: "application/json",
    "User-Agent": "sticky-session-lab-provider",
  };
  if (body !== undefined) {
    headers["Content-Type"] = contentType;
    headers["Content-Length"] = Buffer.byteLength(body);
  }
  const options: https.RequestOptions = { method, headers, signal };
  await connection.authorize(options);
  const response = await answer(url, options, body);
  const code = response.statusCode ?? 0;
  if (code >= 400) throw ApiError.fromResponse(code, await text(response));
  return response;
}

function answer(
  url: URL,
  options: https.RequestOptions,
  body: string | undefined,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: makeRequest } = url.protocol === "http:" ? http : https;
    const request = makeRequest(url, options);
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${answerTimeout / 1000} s`));
    }, answerTimeout);
    request.on("response", (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(
        options.signal?.aborted === true
          ? error
          : new UnreachableError(`${url.origin}: ${messageOf(error) || error.name}`),
      );
    });
    request.end(body);
  });
}

/** Takes the texts out of headers of the form `299 - "text"`. */
function warningsOf(response: http.IncomingMessage): string[] {
  const lines = response.headersDistinct.warning ?? [];
  return lines.map((line) => {
    const quoted = /^\d{3} \S+ ("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
    return quoted === undefined ? line : (JSON.parse(quoted) as string);
  });
}
