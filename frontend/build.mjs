// Builds the dashboard: one minified ES module whose name holds its own digest.
//
//   node build.mjs           write it where the integration ships it
//   node build.mjs --check   build it aside and tell whether that is what is shipped
//
// The same sources give the same bytes on every machine: the versions are locked, and
// neither a time nor a path gets into the file.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** All that a browser loads, compressed as a web server does: part of the contract. */
const BUDGET_BYTES = 120_000;

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const integration = join(root, "custom_components/mesh_broadcast");
const shipped = join(integration, "frontend");

const { version } = JSON.parse(await readFile(join(integration, "manifest.json"), "utf8"));

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["src/index.ts"],
  bundle: true,
  minify: true,
  format: "esm",
  // What Home Assistant's own modern build asks of a browser.
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
  charset: "utf8",
  // The licences of what is inside have to go with it.
  legalComments: "eof",
  define: { __VERSION__: JSON.stringify(version) },
  banner: {
    js: `/* Mesh Broadcast ${version}, the dashboard. Built from frontend/, see docs/development.md. */`,
  },
  footer: {
    js: "/* Contains Lit (BSD-3-Clause, Google LLC) and Material Design Icons (Apache-2.0). */",
  },
  write: false,
});

const content = outputFiles[0].contents;
const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
const name = `mesh-broadcast-${digest}.js`;
const size = gzipSync(content, { level: 9 }).length;
console.log(`${name}: ${content.length} bytes, ${size} gzipped`);
if (size > BUDGET_BYTES) {
  console.error(`error: over the budget of ${BUDGET_BYTES} bytes gzipped`);
  process.exit(1);
}

await mkdir(shipped, { recursive: true });
const present = (await readdir(shipped)).filter((file) => file.endsWith(".js"));
if (process.argv.includes("--check")) {
  const same =
    present.length === 1 &&
    present[0] === name &&
    Buffer.compare(await readFile(join(shipped, name)), Buffer.from(content)) === 0;
  if (!same) {
    console.error(
      `error: ${relative(root, shipped)} holds ${present.join(", ") || "nothing"}: ` +
        "run script/frontend build and commit what it writes",
    );
    process.exit(1);
  }
} else {
  for (const file of present) if (file !== name) await rm(join(shipped, file));
  await writeFile(join(shipped, name), content);
}
