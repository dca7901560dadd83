// Compiles the TypeScript of apps, libs, activities and workflows into dist/, which mirrors the tree, and bundles the
// workflows into dist/workflow-bundle.js and the console (apps/web) into dist/web. Tests stay out. Nothing is done when no
// source has changed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeClientTypes } from './client-types.mjs';
import { ROOT } from './prerequisites.mjs';

const AREAS = ['apps', 'libs', 'activities', 'workflows'];
const TESTS = /\.spec\.ts$|^libs\/testing\/|\/test\//;
const DATA = /\.(json|csv|png|zip|cjs)$/;
/** A change of these can change the bundle. */
const BUNDLED = /^(workflows|libs\/contracts|libs\/domain|libs\/temporal\/bundle-options)/;
const WEB = /^apps\/web\//;
/** What the console is made of: itself, the pure libraries it shows the names of, the API's description. */
const CONSOLE = /^(apps\/web\/|libs\/domain\/|libs\/auth\/policy|apps\/api\/openapi\.json)/;
const DIST = join(ROOT, 'dist');
const DIST_WEB = join(DIST, 'web');
const STAMP = join(DIST, '.stamp.json');

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

function put(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

async function compile(sources) {
  const { transformFile } = await import('@swc/core');
  const outputs = new Map();
  await Promise.all(
    sources.map(async (source) => {
      const target = join(DIST, source.replace(/\.ts$/, '.js'));
      const { code, map } = await transformFile(join(ROOT, source), {
        swcrc: false,
        sourceMaps: true,
        sourceFileName: relative(dirname(target), join(ROOT, source)),
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      });
      const here = dirname(source);
      // The names of tsconfig `paths` as they stand in the tree; on one line, so the source map keeps its lines.
      const named = code.replace(/require\("@kado\/([^"]+)"\)/g, (_, name) => {
        const path = /^(activities|workflows)\//.test(name) ? name : `libs/${name}`;
        const up = relative(here, path);
        return `require("${up.startsWith('.') ? up : `./${up}`}")`;
      });
      outputs.set(target, `${named}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
      outputs.set(`${target}.map`, map);
    }),
  );
  return outputs;
}

async function bundle() {
  const require = createRequire(import.meta.url);
  const { bundleWorkflowCode } = require('@temporalio/worker');
  const { workflowBundleOptions } = require(join(DIST, 'libs', 'temporal', 'bundle-options.js'));
  const { code } = await bundleWorkflowCode(workflowBundleOptions(ROOT));
  put(join(DIST, 'workflow-bundle.js'), code);
}

/** Bytes are compressed once, here, as far as it goes: the API sends them as they lie. */
async function bundleConsole() {
  const since = Date.now();
  const { build: viteBuild } = await import('vite');
  await viteBuild({ configFile: join(ROOT, 'apps/web/vite.config.mjs'), logLevel: 'warn' });
  for (const path of filesUnder(DIST_WEB)) {
    if (!/\.(js|css|svg|json)$/.test(path)) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
  process.stderr.write(`Built the console in ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
}

async function build() {
  const files = AREAS.flatMap((area) => [...filesUnder(join(ROOT, area))].map((path) => relative(ROOT, path))).sort();
  const server = files.filter((path) => !WEB.test(path) && !TESTS.test(path));
  const sources = server.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  const data = server.filter((path) => DATA.test(path));
  const console = files.filter((path) => CONSOLE.test(path) && !TESTS.test(path) && !path.endsWith('.gen.d.ts'));
  const tools = ['package-lock.json', 'apps/cli/build.mjs'];
  const stamp = {
    all: hashOf([...sources, ...data, ...tools]),
    bundle: hashOf([...sources.filter((path) => BUNDLED.test(path)), ...tools]),
    console: hashOf([...console, ...tools]),
  };
  const before = readStamp();
  await writeClientTypes();
  if (before.console !== stamp.console || !existsSync(join(DIST_WEB, 'index.html'))) {
    await bundleConsole();
    put(STAMP, JSON.stringify({ ...readStamp(), console: stamp.console }));
  }
  if (before.all === stamp.all) return;
  const since = Date.now();
  const outputs = await compile(sources);
  // Nothing is touched until everything compiles; an interrupted build must not look finished.
  rmSync(STAMP, { force: true });
  for (const [path, content] of outputs) put(path, content);
  const written = new Set(outputs.keys());
  for (const path of data) {
    const target = join(DIST, path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(ROOT, path), target);
    written.add(target);
  }
  const bundleFile = join(DIST, 'workflow-bundle.js');
  if (before.bundle !== stamp.bundle || !existsSync(bundleFile)) await bundle();
  written.add(bundleFile);
  for (const path of filesUnder(DIST)) if (!written.has(path) && !path.startsWith(`${DIST_WEB}/`)) rmSync(path);
  put(STAMP, JSON.stringify(stamp));
  process.stderr.write(`Built ${sources.length} sources in ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
}

build().catch((error) => {
  // What follows is where in its own code the compiler was.
  process.stderr.write(
    `${String(error.message ?? error)
      .split(/\n\s*(?:Caused by|Stack backtrace)/)[0]
      .trimEnd()}\n`,
  );
  process.exit(1);
});
