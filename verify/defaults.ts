/*
 * What is taken where the user does not say, apart from what uses it: the help of the command names it, and loads none
 * of the checks.
 */

/**
 * How long one request may take before it counts as lost, in seconds. Proxies try the next pod after 5 s without a
 * connection (HAProxy's `timeout connect`, several times; nginx waits 60 s, ingress-nginx 5 s), and a client that
 * gives up before would lose what they save.
 */
export const defaultTimeoutSeconds = 30;

/** How long clients stay away, in seconds. */
export const defaultHoldSeconds = 3;

/** The part of the requests that come from new clients. */
export const defaultNewClients = 0.2;

/** Requests per second in disruptions. */
export const defaultRate = 300;
