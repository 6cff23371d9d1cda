import { type Check, fail, pass, skipped } from "./check";

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** A certificate that expires sooner should have been renewed. */
const fewestDaysLeft = 7;

/** Browsers trust the certificate, and it is not about to expire. */
export const certificateValid: Check = {
  id: "certificate-valid",
  title: "the certificate is valid",
  run({ survey, target, settings }) {
    const { url } = target;
    if (url.protocol === "http:") {
      return skipped("plain http");
    }
    const { tls } = survey;
    if (!tls) {
      return fail(
        "no-tls",
        `no TLS connection: ${survey.tlsError ?? "the host does not resolve"}`,
        `The port ${url.port || "443"} of ${url.hostname} does not speak TLS: is the URL's scheme http?`,
      );
    }
    const days = Math.floor((tls.validTo.getTime() - Date.now()) / millisecondsPerDay);
    const facts = `${tls.version}, for ${tls.subject} by ${tls.issuer}, ${days} days left`;
    if (tls.untrusted !== undefined) {
      return settings.insecure
        ? skipped(`not trusted (${tls.untrusted}), taken by --insecure: ${facts}`)
        : fail(
            "certificate-untrusted",
            `not trusted: ${tls.untrusted} (${facts})`,
            "The certificate is not one for this host by an authority that this machine knows: install one, name the authority in NODE_EXTRA_CA_CERTS, or accept it with --insecure.",
          );
    }
    return days < fewestDaysLeft
      ? fail("certificate-expires", facts, "The certificate is about to expire: renew it.")
      : pass(facts, { daysLeft: days });
  },
};
