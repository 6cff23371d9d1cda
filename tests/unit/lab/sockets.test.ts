import assert from "node:assert/strict";

import { listeningSockets, occupant } from "../../../lab/prerequisites/sockets";

const heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";

/** A line of /proc/net/tcp or tcp6. */
function line(local: string, state: string, inode: number): string {
  return `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`;
}

function table(...lines: string[]): string {
  return [heading, ...lines, ""].join("\n");
}

describe("sockets", () => {
  it("are read from the kernel's tables, the listening ones only", () => {
    const sockets = listeningSockets(
      table(line("0100007F:0050", "0A", 7), line("0100007F:1F90", "01", 8)),
      "tcp",
    );
    assert.deepEqual(sockets, [{ address: "127.0.0.1", port: 80, protocol: "tcp", inode: "7" }]);
  });

  it("on all addresses, of IPv4 and of IPv6, are in the way of one on any address", () => {
    for (const any of ["00000000:0050", `${"0".repeat(32)}:0050`]) {
      const sockets = listeningSockets(table(line(any, "0A", 7)), "tcp");
      assert.equal(occupant(sockets, { address: "127.0.0.1", port: 80 })?.inode, "7");
      assert.equal(occupant(sockets, { address: "127.0.0.1", port: 81 }), undefined);
    }
  });

  it("on IPv4 addresses in IPv6 form are in the way of the same address", () => {
    const sockets = listeningSockets(
      table(line("0000000000000000FFFF00000100007F:0050", "0A", 7)),
      "tcp",
    );
    assert.equal(occupant(sockets, { address: "127.0.0.1", port: 80 })?.inode, "7");
  });

  it("on any address are in the way of one on all addresses", () => {
    const sockets = listeningSockets(table(line("0100007F:0050", "0A", 7)), "tcp");
    assert.equal(occupant(sockets, { address: "0.0.0.0", port: 80 })?.inode, "7");
    assert.equal(occupant(sockets, { address: "0.0.0.0", port: 81 }), undefined);
  });

  it("on another address are not in the way", () => {
    const sockets = listeningSockets(
      table(line("010200C0:0050", "0A", 7), line(`${"0".repeat(24)}01000000:0050`, "0A", 8)),
      "tcp",
    );
    assert.equal(occupant(sockets, { address: "127.0.0.1", port: 80 }), undefined);
  });

  it("of UDP are in the way of what listens on UDP too, and of nothing else", () => {
    const sockets = listeningSockets(table(line("00000000:3F7D", "07", 7)), "udp");
    assert.equal(occupant(sockets, { address: "10.244.0.1", port: 16253 }), undefined);
    assert.equal(occupant(sockets, { address: "10.244.0.1", port: 16253, udp: true })?.inode, "7");
  });

  it("are none where the kernel has no table", () => {
    assert.deepEqual(listeningSockets("", "tcp"), []);
  });
});
