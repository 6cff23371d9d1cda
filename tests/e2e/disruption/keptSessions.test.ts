import { sessionsKeptBehind } from "./sessionDrain";

sessionsKeptBehind("traefik");
sessionsKeptBehind("haproxy-ingress-drain-support");
