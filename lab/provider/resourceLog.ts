import type { EngineLog } from "./engineLog";

/** Messages about one resource. */
export class ResourceLog {
  private lastStatus = "";
  private readonly warned = new Set<string>();

  constructor(
    private readonly engine: EngineLog,
    private readonly urn: string,
  ) {}

  /** Shows what is going on now; an empty text takes it away. The same text twice in a row is sent once. */
  status(message: string): void {
    if (message === this.lastStatus) return;
    this.lastStatus = message;
    this.engine.send({ severity: "info", message, urn: this.urn, ephemeral: true });
  }

  /** Shows a problem that may pass, once. */
  statusWarning(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.engine.send({ severity: "warning", message, urn: this.urn, ephemeral: true });
  }

  /** Adds a warning to the resource's messages for good. */
  warning(message: string): void {
    this.engine.send({ severity: "warning", message, urn: this.urn, ephemeral: false });
  }
}
