import { Metadata, type ServiceError, status, type StatusObject } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { messageOf } from "./api/apiError";
import { InitializationError } from "./operations/initializationError";
import { encode } from "./properties/wireFormat";

/** The answer to a failed request: the message alone, never a stack trace. */
export function toRpcError(error: unknown): Partial<StatusObject> & Pick<ServiceError, "code"> {
  const message = messageOf(error);
  const code = status.UNKNOWN;
  return error instanceof InitializationError
    ? { code, details: message, metadata: detailsOf(error) }
    : { code, details: message };
}

/** What is not offered, said as gRPC does. */
export function unimplemented(what: string): Partial<StatusObject> & Pick<ServiceError, "code"> {
  return {
    code: status.UNIMPLEMENTED,
    details: `this stand-in for the Kubernetes provider does not serve ${what}; use the official plugin for it`,
  };
}

/**
 * The engine takes the state of an object that is not ready from an `ErrorResourceInitFailed` in the
 * error's details, which gRPC carries as a serialized google.rpc.Status.
 */
function detailsOf(error: InitializationError): Metadata {
  const failure = new ErrorResourceInitFailed();
  failure.setId(error.id);
  failure.setProperties(encode(error.outputs));
  failure.setReasonsList([error.message, ...error.reasons]);
  if (error.inputs !== undefined) failure.setInputs(encode(error.inputs));
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rpcStatus = new Status();
  rpcStatus.setCode(status.UNKNOWN);
  rpcStatus.setMessage(error.message);
  rpcStatus.addDetails(detail);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(rpcStatus.serializeBinary()));
  return metadata;
}
