// A deployment of its own that holds nothing yet, under a user who may do nothing else: for what a demonstration does not show,
// such as mail that goes out and comes back through a mail server.

import { execFile, spawn } from "node:child_process";
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, listening } from "./server.mjs";

const program = process.env.UNGCUU ?? "ungcuu";
const nobody = { uid: 65_534, gid: 65_534 };

/** A folder that everybody may enter, with the program in it: the paths that `serve` and `mailgate` are called by. */
export async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "ungcuu-post-"));
  await chmod(folder, 0o755);
  await mkdir(join(folder, "data"));
  await chown(join(folder, "data"), nobody.uid, nobody.gid);
  const place = { folder, program: join(folder, "ungcuu"), config: join(folder, "ungcuu.toml") };
  await copyFile(program, place.program);
  return { ...place, leave: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 }) };
}

/**
 * Serves it.
 * @param {Awaited<ReturnType<typeof prepare>>} place
 * @param {(url: string) => string} settings The settings file.
 * @param {(run: Function) => Promise<void>} fill Enters what is to be there before anybody comes.
 */
export async function serve(place, settings, fill) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await writeFile(place.config, settings(url));
  const common = ["--config", place.config, "--data", join(place.folder, "data"), "--json"];
  /** Calls a command; what is given last goes to its standard input. Gives back its JSON. */
  const run = (words, input = "") => new Promise((resolve, reject) => {
    const child = execFile(place.program, [...words, ...common], { ...nobody, maxBuffer: 64 << 20 }, (error, out, told) =>
      error ? reject(new Error(`${words.join(" ")}: ${told || out}`)) : resolve(JSON.parse(out)));
    child.stdin.end(input);
  });
  await run(["migrate"]);
  await fill(run);
  const child = spawn(place.program, ["serve", "--listen", `127.0.0.1:${port}`, ...common], {
    ...nobody, stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  await listening(child);
  return {
    url,
    run,
    async stop() {
      process.off("exit", end);
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
