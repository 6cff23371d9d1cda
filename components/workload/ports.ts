/** The name of the port on the pods, the Services, the Ingress and the Route. */
export const portName = "http";

/** The port of the ClusterIP Service, whatever the port of the pods is. */
export const servicePort = 80;
