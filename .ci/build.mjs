// Builds each room's browser files: src/hulplijn/**/browser/<name>.entry.{ts,css} -> <room>/static/<room>/<name>.{js,css}.
// `--check` builds in memory and compares with what is committed; nothing is written.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const ROOT = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..");
const HOUSE = join(ROOT, "src", "hulplijn");

async function filesBelow(folder) {
  const found = [];
  for (const one of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, one.name);
    if (one.isDirectory()) found.push(...(await filesBelow(path)));
    else found.push(path);
  }
  return found.sort();
}

function builtFrom(entry) {
  const room = dirname(dirname(entry));
  const name = basename(entry).replace(/\.entry\.ts$/, ".js").replace(/\.entry\.css$/, ".css");
  return join(room, "static", basename(room), name);
}

const check = process.argv.includes("--check");
const entries = (await filesBelow(HOUSE)).filter((file) => /\/browser\/[^/]+\.entry\.(ts|css)$/.test(file));
const wrong = [];

for (const entry of entries) {
  const target = builtFrom(entry);
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    bundle: true,
    charset: "utf8",
    entryPoints: [entry],
    external: ["*.woff2", "*.svg"],
    format: "iife",
    legalComments: "none",
    logLevel: "warning",
    minify: true,
    outfile: target,
    target: entry.endsWith(".ts") ? ["es2019"] : ["chrome90", "firefox90", "safari14"],
    write: false,
  });
  for (const file of outputFiles) {
    const name = relative(ROOT, file.path);
    const committed = await readFile(file.path).catch(() => null);
    if (check) {
      if (!committed || Buffer.compare(committed, Buffer.from(file.contents)) !== 0) wrong.push(name);
    } else if (!committed || Buffer.compare(committed, Buffer.from(file.contents)) !== 0) {
      await mkdir(dirname(file.path), { recursive: true });
      await writeFile(file.path, file.contents);
    }
    const packed = gzipSync(file.contents, { level: 9 }).length;
    console.log(`${name}  ${file.contents.length} bytes, ${packed} compressed`);
  }
}

const known = new Set(entries.map(builtFrom));
for (const file of await filesBelow(HOUSE)) {
  if (/\/static\/.*\.js$/.test(file) && !known.has(file)) wrong.push(`${relative(ROOT, file)} (no entry builds it)`);
}

if (wrong.length > 0) {
  console.error(`Not as built from the sources: ${wrong.join(", ")}. Run: make build`);
  process.exit(1);
}
console.log(`${entries.length} entries ${check ? "are as committed" : "built"}`);
