import { behind } from "./behind";

behind("openshift-route");
