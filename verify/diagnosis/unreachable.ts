import { shellWord } from "../../components/affinity/shellWord";
import { the } from "../cluster/liveObjects";
import { counted } from "../message";
import type { Cause, Evidence } from "./evidence";
import { droppedService } from "./droppedValue";
import { refusal } from "./refusal";
import { notAdmitted } from "./notAdmitted";

/** Why no pod answers. */
export const unreachableCauses: readonly Cause[] = [
  dns,
  untrustedCertificate,
  redirect,
  refusal,
  selectorWithoutPods,
  noReadyPod,
  classNotServed,
  notAdmitted,
  notExposed,
  droppedService,
  byStatus,
  headersTooLarge,
  noAnswer,
  noConnection,
  identityMissing,
];

function dns({ survey, target }: Evidence): string | undefined {
  return survey.dnsError === undefined
    ? undefined
    : `The host ${target.url.hostname} does not resolve: create its DNS record, or say where it is with --resolve ${shellWord(target.url.hostname)}:${target.url.port || "80"}:ADDRESS.`;
}

function untrustedCertificate({ survey }: Evidence): string | undefined {
  return survey.tls?.untrusted !== undefined && survey.first.status === undefined
    ? `The certificate is not trusted (${survey.tls.untrusted}): install one for the host, or accept it with --insecure.`
    : undefined;
}

function redirect({ survey }: Evidence): string | undefined {
  const { status = 0, headers } = survey.first;
  const location = [headers.location ?? []].flat()[0];
  return status >= 300 && status < 400 && location !== undefined
    ? `The site redirects to ${location}: verify that URL, or say --accept-status ${status} where the redirect is the application's answer.`
    : undefined;
}

/** A Service that selects no pod, where there are others that it may have meant. */
export function selectorWithoutPods({ survey, target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  if (!objects || survey.pods?.length !== 0) {
    return undefined;
  }
  const { service, otherPodLabels } = objects;
  const labels = [...new Set(otherPodLabels.map(written))];
  const others =
    labels.length === 0
      ? `and the namespace ${objects.namespace} has no pods at all`
      : `and the pods of the namespace have ${labels.slice(0, 3).join(" or ")}`;
  return `The selector of ${the(service)} (${written(service.selector) || "none"}) matches no pod, ${others}: correct the Service's spec.selector or the pods' labels.`;
}

function noReadyPod({ survey, target }: Evidence): string | undefined {
  const [pod, ...others] = survey.pods ?? [];
  return pod && survey.ready === 0
    ? `None of ${counted(others.length + 1, "pod")} is ready (${pod.name}: ${pod.notReadyBecause ?? "no reason given"}): kubectl describe pod ${shellWord(pod.name)} --namespace ${shellWord(target.cluster?.service.namespace ?? "")}`
    : undefined;
}

function classNotServed({ target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  const lost = objects?.exposures.find(({ classMissing }) => classMissing);
  return lost
    ? `${the(lost).replace("the", "The")} names the IngressClass ${lost.ingressClass ?? ""}, which does not exist, so no controller serves it: kubectl get ingressclass`
    : undefined;
}

function notExposed({ target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  // An object of a controller's own kind may lead there as well.
  return objects?.exposures.length === 0 &&
    (objects.own ?? []).length === 0 &&
    objects.unreadable.length === 0
    ? `No Ingress and no Route of namespace ${objects.namespace} leads to ${the(objects.service)}: create one.`
    : undefined;
}

function byStatus({ survey, target }: Evidence): string | undefined {
  const { status = 0, answerer } = survey.first;
  if (answerer !== undefined && status >= 300) {
    return `${answerer.name} itself answers ${target.url.pathname} with ${status}: verify a path that it serves, or say --accept-status ${status} where that is its usual answer.`;
  }
  if (status === 404) {
    return `Whatever answers at ${target.url.host} does not know the host or the path: the Ingress or Route is missing, is of another class than the controller's, or has another host.`;
  }
  if (status === 503) {
    return "The controller knows the host and no pod to send the request to: none is ready, or the Service's selector or port matches none.";
  }
  if (status === 502 || status === 504) {
    return "The controller does not get an answer from the pod: the Service's targetPort is not the one that the application listens on, or a network policy is in between.";
  }
  return undefined;
}

function headersTooLarge({ survey }: Evidence): string | undefined {
  return survey.first.failedAt === "headers"
    ? "The site answers with more headers than any browser takes, such as Set-Cookie of many kilobytes: keep the session on the server, or split what the application sets."
    : undefined;
}

/** There is somebody, who does not speak HTTP, or not to the end. */
function noAnswer({ survey, target }: Evidence): string | undefined {
  const { failedAt, lost = "" } = survey.first;
  const { protocol, host } = target.url;
  if (failedAt === "time") {
    return `${host} takes the connection and does not answer in time: the application or the pod behind it hangs, or it needs longer than --timeout.`;
  }
  return failedAt === "answer"
    ? `${host} takes the connection and gives no answer of HTTP (${lost}): is the port another one, or the scheme ${protocol === "https:" ? "http" : "https"}?`
    : undefined;
}

function noConnection({ survey, target }: Evidence): string | undefined {
  return survey.first.status === undefined
    ? `Nothing answers at ${target.url.host} (${survey.addresses.join(", ")}): is the controller there, and does the host resolve to it?`
    : undefined;
}

function identityMissing(): string {
  return "The answer does not tell which pod gave it: name what does, with --identity 'body:REGEX', --identity header:NAME or --identity cookie.";
}

function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .filter(
      ([name]) =>
        !/^(controller-revision-hash|pod-template-hash|apps\.kubernetes\.io\/|statefulset\.kubernetes\.io\/)/.test(
          name,
        ),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}
