import { behind } from "../disruption/behind";

for (const id of ["contour", "envoy-gateway-before-1.10", "istio", "istio-persistent-session"]) {
  behind(id);
}
