import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../affinity/problem";
import { gateContainer } from "../../affinity/sessionDrain";
import { isPromise } from "../../args/describe";
import { isPlainObject, partOf } from "../../args/paths";
import { gatePortName, gateVolume, hasGate } from "../../workload/drain";
import { selectorLabels } from "../../workload/labels";
import { applicationContainer } from "../../workload/names";
import { portName } from "../../workload/ports";
import type { Context, Rule } from "../context";

/** The patch of the pod template can be merged, and leaves alone what the affinity and the drain rest on. */
export const checkPod: Rule = (context) => {
  const { pod } = context.args;
  if (!isPlainObject(pod) || context.isRefused("pod")) {
    return [];
  }
  const { metadata, spec, ...others } = pod;
  return [
    ...Object.entries(others).map(([part, got]) => ({
      setting: partOf("pod", part),
      got,
      reason: "a pod template has no such part",
      allowed: "metadata, spec",
      example: null,
    })),
    ...(metadata === undefined ? [] : metadataProblems(context, metadata)),
    ...(spec === undefined ? [] : specProblems(context, spec)),
    ...directives("pod", pod),
  ];
};

function problem(setting: string, got: unknown, reason: string, allowed: string): Problem {
  return { setting, got, reason, allowed, example: null };
}

/** Why a value is none that can be merged. */
function whyNot(value: unknown): string {
  return pulumi.Output.isInstance(value) || isPromise(value)
    ? "it has to be known before anything is made"
    : "Kubernetes has a value of another kind here";
}

const theirs = (setting: string) => `unset: {${setting}} sets it`;

function metadataProblems({ name }: Context, metadata: unknown): Problem[] {
  if (!isPlainObject(metadata)) {
    return [problem("pod.metadata", metadata, whyNot(metadata), "labels, annotations")];
  }
  return Object.entries(metadata).flatMap(([part, texts]) => {
    const setting = partOf("pod.metadata", part);
    if (part !== "labels" && part !== "annotations") {
      const reason = "the StatefulSet gives each pod its own";
      return [problem(setting, texts, reason, "labels, annotations")];
    }
    const selected = part === "labels" ? selectorLabels({ name }) : {};
    return [
      ...textProblems(setting, texts),
      ...Object.entries(isPlainObject(texts) ? texts : {})
        .filter(([key, value]) => key in selected && value !== selected[key])
        .map(([key, value]) =>
          problem(partOf(setting, key), value, "the Services find the pods by it", "unset"),
        ),
    ];
  });
}

/** What is wrong with a map of texts. */
function textProblems(setting: string, texts: unknown): Problem[] {
  if (!isPlainObject(texts)) {
    return [problem(setting, texts, whyNot(texts), "texts by name")];
  }
  return Object.entries(texts)
    .filter(([, value]) => ["number", "boolean"].includes(typeof value))
    .map(([key, value]) => ({
      ...problem(partOf(setting, key), value, "Kubernetes takes texts alone", "a text: quote it"),
      example: "<value>",
    }));
}

function specProblems(context: Context, spec: unknown): Problem[] {
  if (!isPlainObject(spec)) {
    return [problem("pod.spec", spec, whyNot(spec), "an object as Kubernetes has it")];
  }
  const { terminationGracePeriodSeconds, serviceAccountName, nodeSelector, volumes } = spec;
  const gate = itemsOf(volumes).find(({ name }) => name === gateVolume);
  return [
    ...(terminationGracePeriodSeconds === undefined
      ? []
      : [
          problem(
            "pod.spec.terminationGracePeriodSeconds",
            terminationGracePeriodSeconds,
            "it is the time of the drain and of the shutdown together",
            "unset: {drain.seconds} and {drain.shutdownSeconds} set it",
          ),
        ]),
    ...(serviceAccountName === undefined
      ? []
      : [
          problem(
            "pod.spec.serviceAccountName",
            serviceAccountName,
            "another one would be made for nothing",
            theirs("serviceAccountName"),
          ),
        ]),
    ...(nodeSelector === undefined ? [] : textProblems("pod.spec.nodeSelector", nodeSelector)),
    ...(gate === undefined
      ? []
      : [problem("pod.spec.volumes", gate, "the drain gate has it", theirs("drain.gate.image"))]),
    ...containerProblems(context, "initContainers", spec.initContainers),
    ...containerProblems(context, "containers", spec.containers),
  ];
}

function containerProblems(context: Context, list: string, containers: unknown): Problem[] {
  const place = `pod.spec.${list}`;
  if (containers === undefined) {
    return [];
  }
  if (!Array.isArray(containers)) {
    return [problem(place, containers, whyNot(containers), "a list of containers")];
  }
  return containers.flatMap((container: unknown, index) => {
    const setting = `${place}[${index}]`;
    if (!isPlainObject(container)) {
      return [problem(setting, container, whyNot(container), "a container")];
    }
    const { name, image } = container;
    if (typeof name !== "string") {
      const got = name ?? null;
      const reason = "containers are merged by their names";
      return [{ ...problem(`${setting}.name`, got, reason, "a name"), example: "<name>" }];
    }
    const isOwn = list === "containers" && name === applicationContainer;
    if (list === "containers" && name === gateContainer) {
      return [problem(setting, container, "it is the drain gate", theirs("drain.gate.image"))];
    }
    return [
      ...(isOwn ? ownProblems(setting, container) : []),
      ...(isOwn || image !== undefined
        ? []
        : [
            {
              setting: `${setting}.image`,
              reason: `the pod has no container ${name} (its own is ${applicationContainer}), and a new one needs an image`,
              allowed: "an image",
              example: "<image>",
            },
          ]),
      ...portProblems(context, setting, container.ports),
    ];
  });
}

/** What of the application's container has a setting, which the drain is reckoned with. */
const settingsOfParts: Readonly<Record<string, string>> = {
  lifecycle: "drain.mode",
  readinessProbe: "readiness",
  livenessProbe: "liveness",
  startupProbe: "startup",
};

function ownProblems(setting: string, container: Record<string, unknown>): Problem[] {
  return Object.entries(settingsOfParts)
    .filter(([part]) => container[part] !== undefined)
    .map(([part, own]) =>
      problem(`${setting}.${part}`, container[part], "the drain depends on it", theirs(own)),
    );
}

/** The controller finds the pods, and the drain gate is seen, by ports that nothing else may have. */
function portProblems({ args }: Context, setting: string, ports: unknown): Problem[] {
  const { port, drain } = args;
  return itemsOf(ports).flatMap((entry, index) => {
    const { name, containerPort } = entry;
    const isOwn = name === portName || containerPort === port;
    const isGate =
      name === gatePortName || (hasGate(drain.mode) && containerPort === drain.gate.port);
    const own = isOwn ? "port" : isGate ? "drain.gate.port" : undefined;
    return own === undefined
      ? []
      : [
          problem(
            `${setting}.ports[${index}]`,
            entry,
            "clients are kept on their pod by this port",
            theirs(own),
          ),
        ];
  });
}

/** The items of a list that are objects. */
function itemsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}

/** Kubernetes' own directives of a patch, such as `$patch`, which are not followed. */
function directives(path: string, value: unknown): Problem[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => directives(`${path}[${index}]`, item));
  }
  return Object.entries(isPlainObject(value) ? value : {}).flatMap(([key, part]) =>
    key.startsWith("$")
      ? [
          problem(
            partOf(path, key),
            part,
            "directives are not followed here",
            "null for a part that is to go; transform.pod in a program for all else",
          ),
        ]
      : directives(partOf(path, key), part),
  );
}
