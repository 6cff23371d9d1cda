import { behind } from "./behind";
import { sessionsKeptBehind } from "./sessionDrain";

behind("haproxy-ingress");
behind("haproxy-ingress-drain-support");
sessionsKeptBehind("haproxy-ingress-drain-support");
