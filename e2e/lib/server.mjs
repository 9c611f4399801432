// The program under test: a demonstration of its own for each test file, in a folder that is thrown away.
// UNGCUU names the binary; UNGCUU_DEMO_DATA a folder with a loaded demonstration that is copied instead of loaded anew.

import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) process.once(signal, () => process.exit(code));

const program = process.env.UNGCUU ?? "ungcuu";
const started = 10 * 60_000;

/** A port nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The JSON object the program answers with on standard output once it listens. */
export function listening(child) {
  return new Promise((resolve, reject) => {
    let told = "";
    let complaints = "";
    const late = setTimeout(() => reject(new Error(`no answer within ${started / 1000} s\n${complaints}`)), started);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told += text;
      try {
        resolve(JSON.parse(told));
        clearTimeout(late);
      } catch {
        // Not whole yet.
      }
    });
    child.stderr.setEncoding("utf8").on("data", (text) => { complaints = (complaints + text).slice(-8000); });
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`${program} ended with ${code}\n${told}\n${complaints}`));
    });
  });
}

/**
 * Loads and serves a demonstration.
 * @param {{settings?: (url: string) => string}} [how] `settings` gives a settings file for a server that is reached under the
 *   name `localhost`, for what browsers do only under a name.
 * @returns {Promise<{url: string, data: string, signIns: {login: string, password: string, role: string}[],
 *   run: (...words: string[]) => Promise<object>, stop: () => Promise<void>}>}
 *   `run` calls a command of the program on the same data and gives back its JSON.
 */
export async function startDemo({ settings } = {}) {
  const data = await mkdtemp(join(tmpdir(), "ungcuu-e2e-"));
  if (process.env.UNGCUU_DEMO_DATA) await cp(process.env.UNGCUU_DEMO_DATA, data, { recursive: true });
  const port = await freePort();
  const named = settings && `http://localhost:${port}`;
  const file = [];
  if (settings) {
    await writeFile(join(data, "ungcuu.toml"), settings(named));
    file.push("--config", join(data, "ungcuu.toml"));
  }
  const child = spawn(program, ["demo", ...file, "--data", data, "--listen", `127.0.0.1:${port}`, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Ends with this process too when it is stopped from outside.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const stop = async () => {
    process.off("exit", end);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const unwilling = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(unwilling);
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const { listening: address, sign_ins: signIns } = await listening(child);
    const run = async (...words) => {
      const { stdout } = await promisify(execFile)(program, [...words, ...file, "--data", data, "--json"]);
      return JSON.parse(stdout);
    };
    return { url: named ?? address, data, signIns, run, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
