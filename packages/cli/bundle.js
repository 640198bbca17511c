/**
 * Bundles the command line: its own modules and what stands in `devDependencies` become few files, since hundreds of
 * small ones take most of the time of a short run. What stands in `dependencies` is installed beside it.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const { dependencies, peerDependencies } = createRequire(import.meta.url)('./package.json');
/** Installed for the types of the configuration only. */
const alsoBundled = new Set(['zod']);
const installed = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !alsoBundled.has(name));

for (const file of existsSync('dist') ? readdirSync('dist') : []) {
  if (file.endsWith('.js')) rmSync(join('dist', file));
}
const { metafile } = await build({
  entryPoints: {
    main: 'src/main.ts',
    index: 'src/index.ts',
    project: 'src/project.ts',
    'code-worker': 'src/scan/code-worker.ts',
    checks: 'src/own-checks/index.ts',
    'checks-testing': 'src/own-checks/try-check.ts',
  },
  bundle: true,
  splitting: true,
  external: installed.flatMap((name) => [name, `${name}/*`]),
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  outdir: 'dist',
  // CommonJS among what is bundled asks for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});

/** Folders of the packages that are in the bundle. */
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
);
const notices = [...packages].toSorted().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
});
writeFileSync(join('dist', 'third-party-licenses.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
