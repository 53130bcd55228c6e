// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRoot } from "../../scripts/lib/data-dir.mjs";
import { freePort } from "../../scripts/lib/port.mjs";
import { Connection, requestText } from "./connection.mjs";

const NGINX = ["/usr/sbin/nginx", "nginx"].find((path) => spawnSync(path, ["-v"]).error === undefined);

/**
 * nginx with pages as compressed files: the most that this machine can send of them.
 * @typedef {{ port: number, processes: Record<string, number>, stop: () => Promise<void> }} FileServer
 */

/**
 * Starts one for pages (path to gzipped bytes), or answers undefined where nginx is not installed.
 * @param {ReadonlyMap<string, Buffer>} pages
 * @returns {Promise<FileServer | undefined>}
 */
export async function startFileServer(pages) {
  if (NGINX === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "octopus-nginx-"));
  const port = await freePort();
  for (const [path, bytes] of pages) {
    mkdirSync(join(folder, "pages", path, ".."), { recursive: true });
    writeFileSync(join(folder, "pages", `${path}.html`), "");
    writeFileSync(join(folder, "pages", `${path}.html.gz`), bytes);
  }
  writeFileSync(join(folder, "nginx.conf"), settings(folder, port));
  const args = ["-c", join(folder, "nginx.conf"), "-p", folder, "-e", join(folder, "error.log")];
  const child = spawn(NGINX, args, { stdio: "ignore" });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGQUIT");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const [first] = pages.keys();
  if (!(await answers(port, `${first}.html`))) {
    await stop();
    throw new Error("nginx did not start");
  }
  return { port, processes: { nginx: child.pid ?? 0 }, stop };
}

/**
 * @param {number} port
 * @param {string} path
 */
async function answers(port, path) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const connection = new Connection(port);
    try {
      const answer = await connection.ask(requestText({ path, port }));
      if (answer.status === 200) return true;
    } catch {
      // Not listening yet.
    } finally {
      connection.close();
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

/**
 * @param {string} folder
 * @param {number} port
 */
function settings(folder, port) {
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `${isRoot() ? "user root;" : ""}
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 65;
  keepalive_requests 10000000;
  open_file_cache max=20000 inactive=60s;
  open_file_cache_valid 60s;
  ${places.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  types { text/html html; }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    root ${folder}/pages;
    location / { gzip_static on; gzip off; }
  }
}
`;
}
