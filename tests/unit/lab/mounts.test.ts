import assert from "node:assert/strict";

import { mountPointsBelow } from "../../../lab/state/mounts";

const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
60 22 0:40 / /home/me/lab rw - tmpfs tmpfs rw
61 60 0:41 / /home/me/lab/a rw - tmpfs tmpfs rw
62 61 0:42 / /home/me/lab/a/with\\040blank rw - tmpfs tmpfs rw
63 22 0:43 / /home/me/laboratory rw - tmpfs tmpfs rw
`;

describe("mount points", () => {
  it("at and below a folder are found, the innermost first, with blanks in their names", () => {
    assert.deepEqual(mountPointsBelow(mountinfo, "/home/me/lab"), [
      "/home/me/lab/a/with blank",
      "/home/me/lab/a",
      "/home/me/lab",
    ]);
  });
});
