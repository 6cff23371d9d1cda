import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  GetMappingResponse,
  GetMappingsResponse,
  type ProviderHandshakeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Provider } from "./provider";
import { toRpcError, unimplemented } from "./rpcError";

/** The service `pulumirpc.ResourceProvider` for gRPC. */
export function serviceOf(provider: Provider): UntypedServiceImplementation {
  function unary<Request, Response>(
    method: (request: Request) => Response | Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, callback) => {
      void answer(() => method(call.request)).then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(toRpcError(error));
        },
      );
    };
  }
  async function answer<Response>(method: () => Response | Promise<Response>): Promise<Response> {
    try {
      return await method();
    } finally {
      await provider.flush();
    }
  }
  const refuse =
    (what: string): handleUnaryCall<unknown, unknown> =>
    (_call, callback) => {
      callback(unimplemented(what));
    };
  return {
    handshake: unary((request: ProviderHandshakeRequest) => provider.handshake(request)),
    attach: unary((request: PluginAttach) => provider.attach(request)),
    getPluginInfo: unary(() => provider.getPluginInfo()),
    getSchema: unary(() => provider.getSchema()),
    getMapping: unary(() => new GetMappingResponse()),
    getMappings: unary(() => new GetMappingsResponse()),
    checkConfig: unary((request: CheckRequest) => provider.checkConfig(request)),
    diffConfig: unary((request: DiffRequest) => provider.diffConfig(request)),
    configure: unary((request: ConfigureRequest) => provider.configure(request)),
    check: unary((request: CheckRequest) => provider.check(request)),
    diff: unary((request: DiffRequest) => provider.diff(request)),
    create: unary((request: CreateRequest) => provider.create(request)),
    read: unary((request: ReadRequest) => provider.read(request)),
    update: unary((request: UpdateRequest) => provider.update(request)),
    delete: unary((request: DeleteRequest) => provider.delete(request)),
    cancel: unary(() => provider.cancel()),
    invoke: refuse("functions (kubernetes:yaml, kubernetes:helm, kubernetes:kustomize)"),
    call: refuse("methods of components"),
    construct: refuse("components (YAML files, Helm charts, kustomizations)"),
    parameterize: refuse("packages made from CustomResourceDefinitions"),
  };
}
