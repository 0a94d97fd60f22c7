// Runs src/hulplijn/**/browser/*.test.ts with Node's own test runner; each is bundled into build/browser-tests first.
import { build } from "esbuild";
import { readdir, rm } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..");
const OUT = join(ROOT, "build", "browser-tests");

const all = await readdir(join(ROOT, "src"), { recursive: true });
const tests = all.filter((file) => file.endsWith(".test.ts")).sort();
await rm(OUT, { recursive: true, force: true });
if (tests.length === 0) {
  console.log("No tests of browser code yet.");
  process.exit(0);
}
await build({
  absWorkingDir: ROOT,
  bundle: true,
  entryPoints: tests.map((file) => join("src", file)),
  format: "esm",
  logLevel: "warning",
  outExtension: { ".js": ".mjs" },
  outbase: "src",
  outdir: OUT,
  platform: "node",
  sourcemap: "inline",
  target: "node18",
});
const built = tests.map((file) => join(OUT, file.replace(/\.ts$/, ".mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...built], {
  cwd: ROOT,
  encoding: "utf8",
  env: { ...process.env, HULPLIJN_REPOSITORY: ROOT },
});
process.stdout.write(run.stdout);
process.stderr.write(run.stderr);
if (/ℹ (skipped|todo) [1-9]/.test(run.stdout)) {
  console.error("A test that is switched off counts as failed.");
  process.exit(1);
}
process.exit(run.status ?? 1);
