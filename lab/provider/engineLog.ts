import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** A message for the engine's display. */
export interface EngineMessage {
  readonly severity: "info" | "warning";
  readonly message: string;
  /** The resource that it is about; empty for none. */
  readonly urn: string;
  /** Shown only until the next one, not kept. */
  readonly ephemeral: boolean;
}

const severities = { info: LogSeverity.INFO, warning: LogSeverity.WARNING } as const;

/** Sends messages to the engine, in order. */
export class EngineLog {
  private client: EngineClient | undefined;
  private sending: Promise<void> = Promise.resolve();

  /** @param address of the engine, `host:port` */
  connect(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, credentials.createInsecure());
  }

  send({ severity, message, urn, ephemeral }: EngineMessage): void {
    const request = new LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    this.sending = this.sending.then(() => this.deliver(request));
  }

  /** Resolves once everything that was sent has arrived, so that a message precedes the answer it belongs to. */
  flush(): Promise<void> {
    return this.sending;
  }

  /** The engine may have gone away: a message that cannot be shown is no reason to fail. */
  private deliver(request: LogRequest): Promise<void> {
    return new Promise((resolve) => {
      if (this.client === undefined) resolve();
      else {
        this.client.log(request, () => {
          resolve();
        });
      }
    });
  }
}
