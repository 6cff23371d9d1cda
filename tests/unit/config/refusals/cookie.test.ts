import { k8s, openshift, refuses } from "../config";

describe("the refusal of settings: the cookie", () => {
  refuses([
    [
      "a cookie name with a dot",
      { ...k8s, cookieName: "hello.1" },
      `sticky-session:cookieName
  got:      "hello.1"
  allowed:  letters, digits, _ and -
  fix:      pulumi config set cookieName '<name>' --stack test`,
    ],
    [
      "SameSite None without TLS",
      { ...k8s, cookieSameSite: "None" },
      `sticky-session:cookieSameSite
  got:      "None"
  problem:  browsers drop a cookie with SameSite=None that is not Secure
  allowed:  Strict or Lax; None with tls edge, or external where TLS ends in front of the controller
  fix:      pulumi config set cookieSameSite Lax --stack test`,
    ],
    [
      "a negative lifetime",
      { ...k8s, cookieMaxAgeSeconds: "-1" },
      `sticky-session:cookieMaxAgeSeconds
  got:      -1
  allowed:  a whole number of seconds from 1 to 2147483647
  fix:      pulumi config set cookieMaxAgeSeconds '<maxAgeSeconds>' --stack test`,
    ],
    [
      "a Secure cookie on a Route that allows plain http",
      { ...openshift, tls: "edge", insecureTraffic: "Allow", cookieSecure: "true" },
      `sticky-session:cookieSecure
  got:      true
  problem:  the OpenShift router cannot make the cookie of a Route that serves plain http Secure
  allowed:  false, or unset; true with TLS and no plain http beside it
  fix:      pulumi config rm cookieSecure --stack test`,
    ],
    [
      "SameSite on a Route without TLS",
      { ...openshift, cookieSameSite: "Lax" },
      `sticky-session:cookieSameSite
  got:      "Lax"
  problem:  the OpenShift router cannot set SameSite on a Route that serves plain http
  allowed:  unset; any value with TLS and no plain http beside it
  fix:      pulumi config rm cookieSameSite --stack test`,
    ],
    [
      "an unknown affinity",
      { ...k8s, affinity: "clientip" },
      `sticky-session:affinity
  got:      "clientip"
  allowed:  cookie, none
  fix:      pulumi config set affinity cookie --stack test`,
    ],
    [
      "a cookie without affinity",
      { ...k8s, affinity: "none", cookieMaxAgeSeconds: "60" },
      `sticky-session:cookieMaxAgeSeconds
  got:      60
  problem:  it has no effect without affinity cookie
  allowed:  unset, or affinity cookie beside it
  fix:      pulumi config rm cookieMaxAgeSeconds --stack test`,
    ],
    [
      "a setting that the router cannot express",
      { ...openshift, cookieMaxAgeSeconds: "60" },
      `sticky-session:cookieMaxAgeSeconds
  got:      60
  problem:  the OpenShift router cannot give the cookie a lifetime: it ends with the browser
  allowed:  unset
  fix:      pulumi config rm cookieMaxAgeSeconds --stack test`,
    ],
  ]);
});
