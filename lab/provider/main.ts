import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Provider } from "./provider";
import { serviceOf } from "./service";

/** How often to look whether the engine is still there, in milliseconds. */
const lookForEngine = 1000;

/** Starts the plugin: prints the port that the engine connects to, and ends when the engine does. */
function main(engineAddress: string | undefined): void {
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(ResourceProviderService, serviceOf(new Provider(engineAddress)));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    console.log(port);
    // Loaded while the engine is busy starting the program; the first request needs it.
    void import("@kubernetes/client-node/dist/config.js");
  });

  // The engine ends its plugins by SIGINT. The user's Ctrl-C does not come here: a plugin is in a
  // process group of its own, and the engine calls Cancel first.
  process.on("SIGINT", () => process.exit(0));
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(0);
  }, lookForEngine).unref();
}

main(process.argv[2]);
