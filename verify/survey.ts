import { connect, type PeerCertificate } from "node:tls";
import { answeringAddresses, portOf, type ResolveRule, resolveHost } from "./http/connectOptions";
import { type Exchange, isAnswered, issuedNames } from "./http/exchange";
import type { Site } from "./http/site";
import { Visitor } from "./http/visitor";
import { messageOf } from "./message";
import type { Samples } from "./samples";
import { cookiesThatKeep } from "./sessionCookies";
import type { Pod } from "./cluster/pod";
import type { PodDirectory } from "./cluster/podDirectory";
import type { Target } from "./subject/target";

/** What is known of the target before any check: a look at DNS, TLS, the pods and one answer. */
export interface Survey {
  /** What the host resolves to and takes connections; all where none does. */
  readonly addresses: readonly string[];
  /** What it resolves to beside them. */
  readonly silentAddresses: readonly string[];
  /** Why it does not resolve. */
  readonly dnsError?: string;
  /** Missing on plain http, and where no TLS connection could be made. */
  readonly tls?: TlsFacts;
  readonly tlsError?: string;
  /** The answer to a new client. */
  readonly first: Exchange;
  /** Why a browser would refuse the cookie of that answer. */
  readonly refusedCookie?: string;
  /** The names of the cookies that a browser would send with the next request. */
  readonly sentBack: readonly string[];
  /** The session cookie's name: the expected one, else the only one that is set, else the first that keeps clients. */
  readonly cookieName?: string;
  /**
   * The cookies that keep a client on its pod together, found by trying; none where they keep nobody. Missing where
   * it is known which cookie it is, and where it cannot be tried.
   */
  readonly keepers?: readonly string[];
  /** The pods; missing where the cluster is not at hand. */
  readonly pods?: readonly Pod[];
  /** How many pods can answer; unknown without the cluster, unless the user says it. */
  readonly ready?: number;
}

export interface TlsFacts {
  /** Why the certificate cannot be trusted; absent when it can. */
  readonly untrusted?: string;
  /** Its last day. */
  readonly validTo: Date;
  readonly subject: string;
  readonly issuer: string;
  /** Such as `TLSv1.3`. */
  readonly version: string;
  /** Whether HTTP/2 is served. */
  readonly http2: boolean;
}

export interface SurveyArgs {
  readonly target: Target;
  readonly site: Site;
  readonly directory: PodDirectory;
  readonly resolve: readonly ResolveRule[];
  readonly samples: Samples;
  /** How many pods there are, by the user's word. */
  readonly replicas?: number;
}

/** Takes the first look; whatever goes wrong on the way is in the survey. */
export async function takeSurvey({
  target,
  site,
  directory,
  resolve,
  samples,
  replicas,
}: SurveyArgs): Promise<Survey> {
  const { url, expectation, cluster } = target;
  const dns = await resolveHost(url, resolve).then(
    async (found) => {
      const answering = await answeringAddresses(url, found);
      return {
        addresses: answering.map(({ address }) => address),
        silentAddresses: found
          .filter((each) => !answering.includes(each))
          .map(({ address }) => address),
      };
    },
    (error: unknown) => ({
      ...{ addresses: [], silentAddresses: [] },
      dnsError: messageOf(error),
    }),
  );
  const tls =
    url.protocol === "https:" && dns.addresses[0] !== undefined
      ? await handshake(site, dns.addresses[0]).catch((error: unknown) => ({
          tlsError: messageOf(error),
        }))
      : {};
  const visitor = new Visitor({
    send: await site.sender("new connections"),
    cookieUrl: site.cookieUrl,
    pace: site.pace,
    ...(expectation.cookieName !== undefined && { cookieName: expectation.cookieName }),
  });
  const first = await visitor.visit();
  const names = issuedNames(first);
  const pods = cluster && (await directory.refresh());
  const ready = pods?.filter((pod) => pod.ready).length ?? replicas;
  const several = expectation.cookieName === undefined && names.length > 1;
  const keepers =
    several && isAnswered(first) && ready !== 1
      ? await cookiesThatKeep(names, { site, directory, requests: samples.requests(ready) })
      : undefined;
  const cookieName = expectation.cookieName ?? (several ? keepers?.[0] : names[0]);
  return {
    ...dns,
    ...tls,
    first,
    ...(visitor.refusedCookie !== undefined && { refusedCookie: visitor.refusedCookie }),
    sentBack: visitor.cookiesFor().map(({ key }) => key),
    ...(cookieName !== undefined && { cookieName }),
    ...(keepers && { keepers }),
    ...(pods && { pods }),
    ...(ready !== undefined && { ready }),
  };
}

async function handshake(
  { url, serverName, timeoutMilliseconds }: Site,
  address: string,
): Promise<{ tls: TlsFacts }> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port: portOf(url),
      servername: serverName,
      // The certificate is looked at whatever it is worth.
      rejectUnauthorized: false,
      ALPNProtocols: ["h2", "http/1.1"],
      timeout: timeoutMilliseconds,
    });
    socket.once("error", reject);
    socket.once("timeout", () => {
      socket.destroy(new Error(`no TLS handshake within ${timeoutMilliseconds / 1000} s`));
    });
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerCertificate();
      const untrusted = socket.authorized ? undefined : String(socket.authorizationError);
      resolve({
        tls: {
          ...(untrusted !== undefined && { untrusted }),
          validTo: new Date(certificate.valid_to),
          subject: nameIn(certificate.subject),
          issuer: nameIn(certificate.issuer),
          version: socket.getProtocol() ?? "TLS",
          http2: socket.alpnProtocol === "h2",
        },
      });
      socket.destroy();
    });
  });
}

function nameIn(name: PeerCertificate["subject"]): string {
  return [name.CN, name.O].flat().find((part) => part) ?? "no name";
}
