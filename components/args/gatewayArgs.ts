import type * as pulumi from "@pulumi/pulumi";
import type { GatewayApiVersion } from "../affinity/application";

export interface GatewayArgs {
  /**
   * The Gateway that the application is attached to, which must exist (controllers of the Gateway API:
   * gateway-api, envoy-gateway, azure-gateway-for-containers).
   * @format objectName
   * @allowed the name of a Gateway (kubectl get gateways lists them)
   * @config gatewayName
   */
  name: pulumi.Input<string>;
  /**
   * The namespace of that Gateway.
   * @default - the application's
   * @format objectName
   * @allowed the name of a namespace
   * @config gatewayNamespace
   */
  namespace?: pulumi.Input<string>;
  /**
   * The listener of that Gateway, by its name.
   * @default - each that matches the host
   * @format objectName
   * @allowed the name of one of the Gateway's listeners
   * @config gatewayListener
   */
  listener?: pulumi.Input<string>;
  /**
   * The release line of the Gateway API whose CRDs the cluster has: `1.6` is 1.6 and earlier, `1.7` is 1.7 and
   * later (gateway-api alone).
   * @default - 1.6
   * @allowed 1.6 for all up to 1.6, 1.7 for all from 1.7 on
   * @config gatewayApiVersion
   */
  apiVersion?: GatewayApiVersion;
}
