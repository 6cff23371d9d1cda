import * as pulumi from "@pulumi/pulumi";
import { version } from "../package.json";
import { construct } from "./construct";
import schema from "./schema.json";

// The engine starts it with its own address, and reads the port that it serves on.
void pulumi.provider.main(
  { version, schema: JSON.stringify(schema), construct },
  process.argv.slice(2),
);
