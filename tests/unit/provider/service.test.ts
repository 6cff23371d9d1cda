import assert from "node:assert/strict";
import { promisify } from "node:util";
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import {
  ResourceProviderClient,
  ResourceProviderService,
} from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  InvokeRequest,
  PropertyDiff,
  ReadRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { InitializationError } from "../../../lab/provider/operations/initializationError";
import { type PropertyMap, Secret, unknown } from "../../../lab/provider/properties/propertyValue";
import { decode, encode } from "../../../lab/provider/properties/wireFormat";
import { Provider } from "../../../lab/provider/provider";
import { serviceOf } from "../../../lab/provider/service";
import { toRpcError } from "../../../lab/provider/rpcError";

/** Port 1 of this machine: nothing listens there. */
const kubeconfig = JSON.stringify({
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:1" } }],
  users: [{ name: "u", user: {} }],
  contexts: [{ name: "x", context: { cluster: "c", user: "u", namespace: "shop" } }],
  "current-context": "x",
});

const urn = (type: string, name = "web"): string =>
  `urn:pulumi:stack::project::kubernetes:${type}::${name}`;

describe("provider: the service, over gRPC, without a cluster", () => {
  let server: Server;
  let client: ResourceProviderClient;

  before(async () => {
    server = new Server();
    server.addService(ResourceProviderService, serviceOf(new Provider(undefined)));
    const bind = promisify(server.bindAsync.bind(server));
    const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
    client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const request = new ConfigureRequest();
    request.getVariablesMap().set("kubernetes:config:kubeconfig", kubeconfig);
    const response = await call<ConfigureResponse>("configure", request);
    assert.ok(response.getSupportspreview());
    assert.ok(response.getAcceptsecrets());
  });

  after(() => {
    client.close();
    server.forceShutdown();
  });

  type Method =
    "configure" | "check" | "checkConfig" | "diff" | "diffConfig" | "create" | "read" | "invoke";

  function call<Response>(method: Method, request: object): Promise<Response> {
    return new Promise((resolve, reject) => {
      const send = client[method].bind(client) as unknown as (
        request: object,
        callback: (error: ServiceError | null, response: Response) => void,
      ) => void;
      send(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(new Error(error.details, { cause: error }));
      });
    });
  }

  async function check(type: string, news: PropertyMap): Promise<PropertyMap> {
    const request = new CheckRequest();
    request.setUrn(urn(type));
    request.setNews(encode(news));
    const response = await call<CheckResponse>("check", request);
    return decode(response.getInputs());
  }

  it("completes inputs, and keeps secrets and unknowns", async () => {
    const inputs = await check("example.org/v1:Proxy", {
      metadata: { name: "web" },
      spec: { a: new Secret("s"), b: unknown, c: null },
    });
    assert.deepEqual(inputs, {
      apiVersion: "example.org/v1",
      kind: "Proxy",
      metadata: { name: "web", namespace: "shop" },
      spec: { a: new Secret("s"), b: unknown },
    });
  });

  const refused: [type: string, inputs: PropertyMap, message: RegExp][] = [
    ["helm.sh/v3:Release", {}, /does not serve Helm charts.*official plugin/],
    [
      "apps/v1:StatefulSetPatch",
      {},
      /apps\/v1 StatefulSetPatch: .*does not serve objects of this kind/,
    ],
    ["core/v1:Pod", {}, /v1 Pod: .*does not serve objects of this kind\. Use the official plugin/],
    ["apps/v1:Deployment", {}, /apps\/v1 Deployment: .*does not serve objects of this kind/],
    [
      "rbac.authorization.k8s.io/v1:Role",
      {},
      /rbac.authorization.k8s.io\/v1 Role: .*does not serve/,
    ],
    ["apps:Deployment", {}, /is not of the form kubernetes:<group>\/<version>:<Kind>/],
    ["core/v1:Service", { metadata: { generateName: "a-" } }, /generateName is not supported/],
    [
      "core/v1:Service",
      { metadata: { name: "a", annotations: { "pulumi.com/waitFor": "Ready" } } },
      /pulumi.com\/waitFor: "Ready" begins neither/,
    ],
  ];
  for (const [type, inputs, message] of refused) {
    it(`refuses ${type} ${JSON.stringify(inputs)}`, async () => {
      await assert.rejects(check(type, inputs), message);
    });
  }

  it("answers a comparison with kinds of changes and the order of a replacement", async () => {
    const request = new DiffRequest();
    request.setUrn(urn("apps/v1:StatefulSet"));
    const inputs = (serviceName: string): PropertyMap => ({
      kind: "StatefulSet",
      metadata: { name: "web" },
      spec: { serviceName, replicas: serviceName.length },
    });
    request.setOlds(encode(inputs("a")));
    request.setOldInputs(encode(inputs("a")));
    request.setNews(encode(inputs("bb")));
    const response = await call<DiffResponse>("diff", request);
    assert.equal(response.getChanges(), DiffResponse.DiffChanges.DIFF_SOME);
    assert.deepEqual(response.getReplacesList(), ["spec.serviceName"]);
    assert.ok(response.getDeletebeforereplace());
    const kinds = response
      .getDetaileddiffMap()
      .toArray()
      .map(([path]) => [path, response.getDetaileddiffMap().get(path)?.getKind()]);
    assert.deepEqual(Object.fromEntries(kinds), {
      "spec.serviceName": PropertyDiff.Kind.UPDATE_REPLACE,
      "spec.replicas": PropertyDiff.Kind.UPDATE,
    });
  });

  it("previews with the inputs alone, and fails in earnest, when the cluster is unreachable", async () => {
    const request = new CreateRequest();
    request.setUrn(urn("core/v1:ServiceAccount"));
    const inputs = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web" } };
    request.setProperties(encode(inputs));
    request.setPreview(true);
    const response = await call<CreateResponse>("create", request);
    assert.equal(response.getId(), "");
    assert.deepEqual(decode(response.getProperties()), inputs);
    request.setPreview(false);
    const unreachable =
      /configured Kubernetes cluster is unreachable: https:\/\/127.0.0.1:1: connect/;
    await assert.rejects(call("create", request), unreachable);
  });

  it("does not take an unreachable object for a deleted one", async () => {
    const request = new ReadRequest();
    request.setUrn(urn("core/v1:ServiceAccount"));
    request.setId("shop/web");
    await assert.rejects(call("read", request), /unreachable.*PULUMI_K8S_DELETE_UNREACHABLE=true/);
  });

  it("refuses settings that it does not serve", async () => {
    const request = new CheckRequest();
    request.setNews(
      encode({ renderYamlToDirectory: "out", namespace: "shop", strictMode: "false" }),
    );
    const response = await call<CheckResponse>("checkConfig", request);
    assert.deepEqual(
      response.getFailuresList().map((failure) => failure.getProperty()),
      ["renderYamlToDirectory"],
    );
  });

  it("replaces everything for another cluster, unless it is said to be the same", async () => {
    const replaces = async (olds: PropertyMap, news: PropertyMap): Promise<string[]> => {
      const request = new DiffRequest();
      request.setOlds(encode(olds));
      request.setNews(encode(news));
      return (await call<DiffResponse>("diffConfig", request)).getReplacesList();
    };
    assert.deepEqual(await replaces({ context: "a" }, { context: "b" }), ["context"]);
    assert.deepEqual(await replaces({ namespace: "a" }, { namespace: "b" }), []);
    assert.deepEqual(await replaces({ context: "a" }, { context: unknown }), ["context"]);
    const same = { clusterIdentifier: "c" };
    assert.deepEqual(await replaces({ context: "a", ...same }, { context: "b", ...same }), []);
    assert.deepEqual(await replaces(same, { clusterIdentifier: "d" }), ["clusterIdentifier"]);
  });

  it("says that it has no functions", async () => {
    await assert.rejects(call("invoke", new InvokeRequest()), /does not serve functions.*official/);
  });
});

describe("provider: an object that is not ready", () => {
  it("is told to the engine with its state and the reasons", () => {
    const error = new InitializationError("not ready", "shop/web", { a: new Secret(1) }, [
      "no pods",
    ]);
    const { details, metadata } = toRpcError(error);
    assert.equal(details, "not ready");
    const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
    assert.ok(Buffer.isBuffer(bytes));
    const [detail] = Status.deserializeBinary(bytes).getDetailsList();
    const failure = detail?.unpack(
      (binary) => ErrorResourceInitFailed.deserializeBinary(binary),
      "pulumirpc.ErrorResourceInitFailed",
    );
    assert.equal(failure?.getId(), "shop/web");
    assert.deepEqual(failure.getReasonsList(), ["not ready", "no pods"]);
    assert.deepEqual(decode(failure.getProperties()), { a: new Secret(1) });
  });

  it("is no different from other errors otherwise: no stack trace", () => {
    const { details } = toRpcError(new Error("broken"));
    assert.equal(details, "broken");
  });
});
