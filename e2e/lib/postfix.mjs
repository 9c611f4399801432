// A mail server of its own for a test: Postfix on the loopback address, in a folder that is thrown away. It needs the right to
// start a mail server, so it runs as root or not at all.

import { execFile } from "node:child_process";
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./server.mjs";

const run = promisify(execFile);
const daemons = "/usr/lib/postfix/sbin";
const nobody = 65_534;

/** Why no mail server can be started here; null when one can. */
export function missing() {
  if (!existsSync(`${daemons}/master`)) return "Postfix is not installed (apt-get install postfix)";
  return process.getuid() === 0 ? null : "Postfix starts as root only";
}

const main = (folder) => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/state
daemon_directory = ${daemons}
maillog_file = ${folder}/maillog
maillog_file_prefixes = ${folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mx.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
relay_domains = dieuphoi.example, day.example
relay_recipient_maps =
transport_maps = texthash:${folder}/transport
virtual_mailbox_domains = hop-thu.example
virtual_mailbox_base = ${folder}/boxes
virtual_mailbox_maps = texthash:${folder}/boxes.map
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_mynetworks, reject
smtpd_client_connection_rate_limit = 0
`;

const master = (port, folder, mailgate) => `127.0.0.1:${port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
full unix - n n - - pipe flags=R user=nobody argv=${folder}/full
ungcuu unix - n n - 4 pipe flags=DRhu user=nobody argv=${mailgate}
`;

/**
 * Starts a mail server.
 * @param {string} folder A folder of its own that everybody may enter.
 * @param {{boxes: string[], mailgate: string[]}} how Mailboxes of `hop-thu.example`, and what takes mail to
 *   `tiepnhan@dieuphoi.example`. Addresses of `day.example` are taken and come back; others of `hop-thu.example` are refused.
 */
export async function startPostfix(folder, { boxes, mailgate }) {
  const port = await freePort();
  const post = join(folder, "post");
  for (const name of ["", "queue", "state", "boxes"]) await mkdir(join(post, name));
  await chown(join(post, "boxes"), nobody, nobody);
  const { stdout } = await run("id", ["-u", "postfix"]);
  await chown(join(post, "state"), Number(stdout), 0);
  const map = (names) => names.map((name) => `${name}@hop-thu.example ${name}/\n`).join("");
  await writeFile(join(post, "main.cf"), main(post));
  await writeFile(join(post, "master.cf"), master(port, post, mailgate.join(" ")));
  await writeFile(join(post, "transport"), "tiepnhan@dieuphoi.example ungcuu:\nday.example full:\n");
  await writeFile(join(post, "boxes.map"), map(boxes));
  await writeFile(join(post, "full"), "#!/bin/sh\ncat >/dev/null\necho 'no such user here'\nexit 67\n");
  await chmod(join(post, "full"), 0o755);
  await run("postfix", ["-c", post, "start"]);
  const box = (name) => join(post, "boxes", name, "new");
  return {
    port,
    /** Mails in a box, as text. */
    async mails(name) {
      const files = await readdir(box(name)).catch(() => []);
      return Promise.all(files.sort().map((file) => readFile(join(box(name), file), "utf8")));
    },
    /** The boxes are these from now on. */
    async keep(names) {
      await writeFile(join(post, "boxes.map"), map(names));
      await run("postfix", ["-c", post, "reload"]);
    },
    /** What the mail server wrote of its work. */
    log: () => readFile(join(post, "maillog"), "utf8").catch(() => ""),
    send: (from, to, lines) => send(port, from, to, lines),
    async stop() {
      await run("postfix", ["-c", post, "stop"]).catch(() => {});
      await rm(post, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    },
  };
}

/** Hands a message to the mail server (RFC 5321). */
async function send(port, from, to, lines) {
  const socket = createConnection(port, "127.0.0.1").setEncoding("utf8");
  let heard = "";
  const answer = async (wanted) => {
    while (!/^\d{3} .*\r\n$/m.test(heard)) heard += await new Promise((hear, fail) => socket.once("data", hear).once("error", fail));
    const said = heard;
    heard = "";
    if (!said.startsWith(wanted)) throw new Error(`the mail server said ${said}`);
  };
  await answer("220");
  for (const [line, wanted] of [
    ["EHLO test.example", "250"], [`MAIL FROM:<${from}>`, "250"], [`RCPT TO:<${to}>`, "250"], ["DATA", "354"],
    [`${lines.join("\r\n")}\r\n.`, "250"], ["QUIT", "221"],
  ]) {
    socket.write(`${line}\r\n`);
    await answer(wanted);
  }
  socket.end();
}
