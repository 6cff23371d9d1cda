import assert from "node:assert/strict";
import { cookieNotKeptCauses } from "../../../verify/diagnosis/cookieNotKept";
import { type Evidence, likelyCause } from "../../../verify/diagnosis/evidence";
import { evidenceOf } from "./evidence";

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** Of a cookie that a browser has and does not send back. */
function notSentBack(attributes: string, url = "http://hello.localhost/"): Evidence {
  const evidence = evidenceOf("traefik", {
    ...{ url, annotations: { [sticky]: "true" }, setCookies: [`hello=a; ${attributes}`] },
  });
  return { ...evidence, survey: { ...evidence.survey, cookieName: "hello", sentBack: [] } };
}

/** Where no cluster is known. */
function withoutCluster({ survey, target: { url, expectation } }: Evidence): Evidence {
  return { survey, target: { url, expectation } };
}

/** Where the stack says what is described. */
function ofStack(evidence: Evidence): Evidence {
  const { target } = evidence;
  const expectation = { ...target.expectation, annotations: { service: {} } };
  return { ...evidence, target: { ...target, expectation } };
}

function cause(evidence: Evidence): string {
  return likelyCause(cookieNotKeptCauses, evidence) ?? "";
}

describe("what fixes a cookie that is not sent back", () => {
  const command = "kubectl annotate --overwrite service hello --namespace shop";

  it("is an annotation where somebody wrote the objects: Secure", () => {
    const said = cause(notSentBack("Path=/; Secure"));
    assert.ok(said.includes(`or leave Secure off (${command} `), said);
    assert.ok(said.includes(` ${sticky}.name=hello `), said);
    assert.match(said, / \S+cookie\.secure=false\W/);
  });

  it("is an annotation where somebody wrote the objects: Path", () => {
    const said = cause(notSentBack("Path=/shop"));
    assert.ok(said.includes(`set it to / (${command} `), said);
    assert.match(said, / \S+cookie\.path=\/[ )]/);
  });

  it("is a setting of the stack, where there is one", () => {
    assert.match(
      cause(ofStack(notSentBack("Path=/; Secure"))),
      /\(pulumi config set cookieSecure false\)/,
    );
    assert.match(cause(ofStack(notSentBack("Path=/shop"))), /\(pulumi config set cookiePath \/\)/);
  });

  it("is a setting of the stack where no objects are known", () => {
    assert.match(
      cause(withoutCluster(notSentBack("Path=/shop"))),
      /\(pulumi config set cookiePath \/\)/,
    );
  });
});
