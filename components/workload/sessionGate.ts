import type { types as kx } from "@pulumi/kubernetesx";
import * as pulumi from "@pulumi/pulumi";
import { DrainEnd, sessionSecondsVariable, sessionWaitLine } from "../affinity/sessionDrain";

/** What a pod waits for before its clients are moved. */
export interface Sessions {
  /** For so long at the most. */
  readonly seconds: number;
  /** Where the application says how many sessions it has. @default - it is not asked */
  readonly path?: pulumi.Input<string>;
  /** Nobody has used the pod for so long. @default - use is not looked at */
  readonly idleSeconds?: number;
  /** The ports on which the application serves, its own first. */
  readonly ports: readonly pulumi.Input<number>[];
  /** For so long the controller may send new clients to a pod that was told to end. */
  readonly settleSeconds: number;
}

/** What the looks of the gate and its answers may take beyond the times, in seconds. */
export const sessionGateSeconds = 5;

/** What the kubelet asks for before it ends the application. */
export const sessionGateHook = "/cgi-bin/drained";

/**
 * The drain gate that waits for the sessions of its pod. When the pod is told to end it listens on, so that the pod is
 * ready, and the controller sends it those clients that hold its cookie. Once they are gone, or the time is over, it
 * closes its port as the other gate does, for the clients to be moved; and when they are, it answers the kubelet, which
 * asked before it ends the application and waits for the answer (docs/decisions/0017).
 */
export function sessionGate({
  sessions,
  seconds,
  port,
}: {
  sessions: Sessions;
  /** How long the application serves on after the port was closed. */
  seconds: number;
  port: number;
}): Pick<kx.Container, "command" | "env"> {
  const { path, idleSeconds, ports } = sessions;
  const variables = {
    GATE_PORT: String(port),
    APPLICATION_PORTS: pulumi.all([...ports]).apply((numbers) => numbers.map(toHex).join(" ")),
    [sessionSecondsVariable]: String(sessions.seconds),
    DRAIN_SECONDS: String(seconds),
    SETTLE_SECONDS: String(sessions.settleSeconds),
    ...(path !== undefined && {
      SESSIONS_PORT: pulumi.output(ports[0]).apply(String),
      SESSIONS_PATH: path,
    }),
    ...(idleSeconds !== undefined && { IDLE_SECONDS: String(idleSeconds) }),
  };
  return {
    command: ["sh", "-c", program(sessions)],
    env: [
      ...Object.entries(variables).map(([name, value]) => ({ name, value })),
      ...(path === undefined
        ? []
        : [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }]),
    ],
  };
}

/** A port as the kernel's tables have it. */
function toHex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}

/** What the gate runs; what is not asked for is not in it. */
function program({ path, idleSeconds }: Sessions): string {
  return [
    answer,
    functions,
    ...(path === undefined ? [] : [askApplication]),
    ...(idleSeconds === undefined ? [] : [watchUse]),
    drain({ asks: path !== undefined, watches: idleSeconds !== undefined }),
    listen,
  ].join("\n");
}

/** Answers the kubelet. A container that ends alone, as its liveness probe has it, does not wait for more than 10 s. */
const answer = `\
cd /gate && rm -rf ending over idle && mkdir -p cgi-bin || exit 1
cat > cgi-bin/drained <<'END'
#!/bin/sh
seconds=0
until [ -e /gate/ending ] || [ $seconds -ge 10 ]; do sleep 1; seconds=$((seconds + 1)); done
while [ -e /gate/ending ] && ! [ -e /gate/over ]; do sleep 1; done
printf 'Content-Type: text/plain\\r\\n\\r\\n'
END
chmod +x cgi-bin/drained`;

const functions = `\
now() { read -r uptime rest < /proc/uptime; echo "\${uptime%.*}"; }
listens() { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="\${APPLICATION_PORTS%% *}" '
  $4 == "0A" && $2 ~ ":" port "$" { found = 1 } END { exit !found }'; }`;

/** An answer that is no number counts as sessions: nobody is logged out because of it. */
const askApplication = `\
case $POD_IP in *:*) host="[$POD_IP]";; *) host=$POD_IP;; esac
told=
ask() {
  sessions=$(timeout 2 wget -q -O - "http://$host:$SESSIONS_PORT$SESSIONS_PATH" 2>&1 | head -c 80 | tr -dc ' -~')
  [ "$sessions" = "$told" ] || echo "drain: $SESSIONS_PATH says $sessions"
  told=$sessions
  [ "$sessions" = 0 ]
}`;

/**
 * Ends once the pod was not used for long enough. The kernel's tables have the connections of all containers of the
 * pod: one that two looks see open is use, and so is one from another address than the kubelet's, which is the one
 * that has asked the gate. What is left are the kubelet's probes.
 */
const watchUse = `\
watch_use() { awk -v ports="$APPLICATION_PORTS" -v gate="$(printf %04X "$GATE_PORT")" -v idle="$IDLE_SECONDS" '
  function uptime(line) { getline line < "/proc/uptime"; close("/proc/uptime"); return line + 0 }
  function look(table, line, field, own, from) {
    while ((getline line < table) > 0) {
      split(line, field, " "); split(field[2], own, ":"); split(field[3], from, ":")
      sub(/^0000000000000000FFFF0000/, "", from[1])
      if (own[2] == gate && field[4] == "01") kubelet[from[1]] = 1
      if ((own[2] in served) && field[4] != "0A") now[from[1] ":" from[2] ":" own[2]] = field[4]
    }
    close(table)
  }
  BEGIN {
    split(ports, list, " "); for (i in list) served[list[i]] = 1
    used = uptime()
    for (first = 1; ; first = 0) {
      split("", now); look("/proc/net/tcp"); look("/proc/net/tcp6"); time = uptime()
      for (connection in now) {
        split(connection, from, ":")
        isOpen = now[connection] == "01" && before[connection] == "01"
        isNew = !first && !(connection in before)
        if (isOpen || isNew && !(from[1] in kubelet)) used = time
      }
      split("", before); for (connection in now) before[connection] = now[connection]
      if (time - used >= idle) exit
      system("sleep 1")
    }
  }' && touch /gate/idle; }`;

/** A second signal changes nothing. A container that has lost its listener ends, and is started again. */
const listen = `\
trap drain TERM
httpd -f -p "$GATE_PORT" -h /gate & gate=$!
wait $gate
exit 1`;

/** The answer to the kubelet has its time to get there. */
function drain({ asks, watches }: { asks: boolean; watches: boolean }): string {
  return `\
drain() {
  trap : TERM
  touch ending
  start=$(now)
  echo "drain: told to end; waits for at most $${sessionSecondsVariable} s"
${watches ? "  watch_use &\n" : ""}\
  while :; do
    waited=$(($(now) - start))
    if ! listens; then why="${DrainEnd.Application}"; break; fi
    if [ $waited -ge $${sessionSecondsVariable} ]; then why="${DrainEnd.Time}"; break; fi
${asks ? `    if ask && [ $waited -ge $SETTLE_SECONDS ]; then why="${DrainEnd.Sessions}"; break; fi\n` : ""}\
${watches ? `    if [ -e idle ]; then why="${DrainEnd.Idle}"; break; fi\n` : ""}\
    sleep 1
  done
  kill $gate
  echo "${sessionWaitLine("$waited", "$why")}"
  sleep $DRAIN_SECONDS
  touch over
  sleep 3
  exit 0
}`;
}
