import { k8s, openshift, refuses } from "../config";

describe("the refusal of settings: where TLS ends", () => {
  refuses([
    [
      "an unknown TLS termination",
      { ...k8s, tls: "on" },
      `sticky-session:tls
  got:      "on"
  allowed:  none, edge, external, reencrypt
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "passthrough",
      { ...openshift, tls: "passthrough" },
      `sticky-session:tls
  got:      "passthrough"
  problem:  The OpenShift router never sees the requests inside a passed-through TLS connection, so it can neither set nor read a cookie
  allowed:  none, edge, reencrypt, external
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "a termination that the controller has not",
      { ...k8s, tls: "reencrypt" },
      `sticky-session:tls
  got:      "reencrypt"
  problem:  Traefik has no setting for it that this program knows
  allowed:  none, edge, external
  fix:      pulumi config set tls edge --stack test`,
    ],
    [
      "a certificate of the controller's where TLS ends in front of it",
      { ...k8s, tls: "external", tlsSecret: "shop-tls" },
      `sticky-session:tlsSecret
  got:      "shop-tls"
  problem:  it has no effect without tls edge or reencrypt
  allowed:  unset, or tls edge or reencrypt beside it
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
    [
      "a Secure cookie of OpenShift's router where TLS ends in front of it",
      { ...openshift, tls: "external", cookieSecure: "true", cookieSameSite: "None" },
      `sticky-session:cookieSameSite
  got:      "None"
  problem:  the OpenShift router cannot set SameSite on a Route that serves plain http
  allowed:  unset; any value with TLS and no plain http beside it
  fix:      pulumi config rm cookieSameSite --stack test

sticky-session:cookieSecure
  got:      true
  problem:  the OpenShift router cannot make the cookie of a Route that serves plain http Secure
  allowed:  false, or unset; true with TLS and no plain http beside it
  fix:      pulumi config rm cookieSecure --stack test`,
    ],
    [
      "a certificate without TLS",
      { ...k8s, tlsSecret: "shop-tls" },
      `sticky-session:tlsSecret
  got:      "shop-tls"
  problem:  it has no effect without tls edge or reencrypt
  allowed:  unset, or tls edge or reencrypt beside it
  fix:      pulumi config rm tlsSecret --stack test`,
    ],
  ]);
});
