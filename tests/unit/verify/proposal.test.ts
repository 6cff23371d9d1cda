import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { translate } from "../../../components/affinity/translate";
import { annotationsOf } from "../../../components/affinity/objects";
import { isTurnedOn } from "../../../verify/diagnosis/dialectMarkers";
import { proposal } from "../../../verify/diagnosis/proposal";
import type { LiveObjects } from "../../../verify/cluster/liveObjects";
import { fakeObjects } from "./fakeTarget";

const url = new URL("http://hello.localhost/");

/** The annotations of each `kubectl annotate KIND NAME` in a sentence. */
function annotated(sentence: string): Record<string, Record<string, string>> {
  const commands = sentence.split("kubectl annotate --overwrite ").slice(1);
  return Object.fromEntries(
    commands.map((command) => {
      const [kind = "", ...words] = (command.match(/(?:'[^']*'|[^\s'])+/g) ?? []).filter(
        (word) => word !== "&&",
      );
      const pairs = words.slice(words.indexOf("--namespace") + 2).map((word) => {
        const [key = "", ...value] = word.replaceAll("'", "").split("=");
        return [key, value.join("=")] as const;
      });
      return [kind, Object.fromEntries(pairs)];
    }),
  );
}

describe("the commands that turn affinity on", () => {
  for (const dialect of dialects.filter(({ target }) => target.on !== undefined)) {
    const kind = dialect.target.on ?? "ingress";
    const objects = fakeObjects({
      url,
      service: { annotations: {} },
      ...(kind === "route" && { exposure: { kind: "Route" } }),
    });

    it(`carry all that is written for ${dialect.id}`, () => {
      const exposure = { host: "hello.localhost", path: "/", tls: "none" } as const;
      const translated = translate(
        dialect,
        { cookie: {} },
        { name: "hello", exposure, servicePort: 80 },
      );
      assert.ok("translation" in translated);
      const { native } = translated.translation;
      const written = Object.fromEntries(
        (["service", "ingress", "route"] as const).flatMap((object) => {
          const metadata = native[object];
          const texts = metadata && annotationsOf({ apiVersion: "", kind: "", metadata });
          return texts && Object.keys(texts).length > 0 ? [[object, texts]] : [];
        }),
      );
      assert.deepEqual(annotated(proposal({ url, expectation: {} }, objects, dialect)), written);
    });

    it(`turn it on for ${dialect.id}, done as they say`, () => {
      const done = annotated(proposal({ url, expectation: {} }, objects, dialect));
      const after: LiveObjects = {
        ...objects,
        service: { ...objects.service, annotations: done.service ?? {} },
        exposures: objects.exposures.map((exposure) => ({
          ...exposure,
          annotations: done[exposure.kind.toLowerCase()] ?? {},
        })),
      };
      assert.ok(isTurnedOn(after, dialect));
    });
  }

  it("name the objects where the settings are on a kind of the controller's own", () => {
    const dialect = dialects.find(({ id }) => id === "istio");
    assert.ok(dialect);
    assert.match(
      proposal({ url, expectation: {} }, fakeObjects({ url }), dialect),
      /^Istio reads it from the DestinationRule .*docs\/controllers\.md/,
    );
  });
});
