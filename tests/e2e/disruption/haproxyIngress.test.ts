import { behind } from "./behind";

behind("haproxy-ingress");
behind("haproxy-ingress-drain-support");
