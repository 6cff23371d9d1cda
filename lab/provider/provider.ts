import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckResponse,
  type CheckRequest,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  GetSchemaResponse,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { name, version } from "@pulumi/kubernetes/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineLog } from "./engineLog";
import { check } from "./operations/check";
import { create } from "./operations/create";
import { diff } from "./operations/diff";
import { read } from "./operations/read";
import { remove } from "./operations/remove";
import { update } from "./operations/update";
import { decode, encode } from "./properties/wireFormat";
import { autonamingOf, diffResponse, failureResponse, settingsDiffResponse } from "./responses";
import { Session } from "./session";
import { diffSettings, parseSettings, settingFailures } from "./settings";

/** The plugin's answers to the engine: takes requests apart, calls the operations, packs the results. */
export class Provider {
  private readonly log = new EngineLog();
  private readonly cancelling = new AbortController();
  private opened: Session | undefined;

  /** @param engineAddress `host:port` from the plugin's command line */
  constructor(engineAddress: string | undefined) {
    if (engineAddress !== undefined) this.log.connect(engineAddress);
  }

  handshake(request: ProviderHandshakeRequest): ProviderHandshakeResponse {
    this.log.connect(request.getEngineAddress());
    const response = new ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    response.setSupportsAutonamingConfiguration(true);
    return response;
  }

  attach(request: PluginAttach): Empty {
    this.log.connect(request.getAddress());
    return new Empty();
  }

  getPluginInfo(): PluginInfo {
    const response = new PluginInfo();
    response.setVersion(version);
    return response;
  }

  /** The program has the SDK's types; nothing asks a plugin in a lab for its schema. */
  getSchema(): GetSchemaResponse {
    const response = new GetSchemaResponse();
    response.setSchema(JSON.stringify({ name: "kubernetes", version }));
    return response;
  }

  checkConfig(request: CheckRequest): CheckResponse {
    return failureResponse(request, settingFailures(decode(request.getNews())));
  }

  diffConfig(request: DiffRequest): DiffResponse {
    return settingsDiffResponse(diffSettings(decode(request.getOlds()), decode(request.getNews())));
  }

  async configure(request: ConfigureRequest): Promise<ConfigureResponse> {
    const settings = parseSettings(new Map(request.getVariablesMap().toArray()));
    this.opened = await Session.open(settings, this.log, this.cancelling.signal);
    const response = new ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    response.setSupportsAutonamingConfiguration(true);
    return response;
  }

  async check(request: CheckRequest): Promise<CheckResponse> {
    const inputs = await check(this.session, {
      urn: request.getUrn(),
      olds: request.hasOlds() ? decode(request.getOlds()) : undefined,
      news: decode(request.getNews()),
      randomSeed: request.getRandomseed_asU8(),
      autonaming: autonamingOf(request),
    });
    const response = new CheckResponse();
    response.setInputs(encode(inputs));
    return response;
  }

  diff(request: DiffRequest): DiffResponse {
    const result = diff(
      {
        urn: request.getUrn(),
        olds: decode(request.getOlds()),
        oldInputs: request.hasOldInputs() ? decode(request.getOldInputs()) : undefined,
        news: decode(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
      },
      this.session.settings.mutability,
    );
    return diffResponse(result);
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const { id, outputs } = await create(this.session, {
      urn: request.getUrn(),
      properties: decode(request.getProperties()),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    });
    const response = new CreateResponse();
    response.setId(id);
    response.setProperties(encode(outputs));
    return response;
  }

  async read(request: ReadRequest): Promise<ReadResponse> {
    const result = await read(this.session, {
      urn: request.getUrn(),
      id: request.getId(),
      properties: decode(request.getProperties()),
      inputs: decode(request.getInputs()),
    });
    const response = new ReadResponse();
    if (result === undefined) return response;
    response.setId(result.id);
    response.setProperties(encode(result.outputs));
    response.setInputs(encode(result.inputs));
    return response;
  }

  async update(request: UpdateRequest): Promise<UpdateResponse> {
    const outputs = await update(this.session, {
      urn: request.getUrn(),
      olds: decode(request.getOlds()),
      news: decode(request.getNews()),
      ignoreChanges: request.getIgnorechangesList(),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    });
    const response = new UpdateResponse();
    response.setProperties(encode(outputs));
    return response;
  }

  async delete(request: DeleteRequest): Promise<Empty> {
    await remove(this.session, {
      urn: request.getUrn(),
      id: request.getId(),
      properties: decode(request.getProperties()),
      timeout: request.getTimeout(),
    });
    return new Empty();
  }

  /** Every wait ends now; the operations answer with what they have. */
  cancel(): Empty {
    this.cancelling.abort();
    return new Empty();
  }

  /** Resolves once all messages have reached the engine. */
  flush(): Promise<void> {
    return this.log.flush();
  }

  private get session(): Session {
    if (this.opened === undefined) throw new Error(`${name}: the engine has not configured it`);
    return this.opened;
  }
}
