import { migrates } from "../migrate/charts";
import { labControllers } from "../support/controllers";

describe("what is migrated from ingress-nginx to a controller that takes long to build", function () {
  this.timeout(10 * 60_000);
  migrates(labControllers.filter(({ builtLong }) => builtLong === true));
});
