import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildGraph, readTemplate } from '@faultline/cdk-rules/analysis';
import type { Results } from '@faultline/catalog';
import { check } from '../../check.js';
import { isCode } from '../../scan/file-kinds.js';
import { CodeFiles } from '../code-files.js';
import { linkFunctions } from '../links/link-functions.js';
import type { RecordedCode, RecordedImage } from '../links/recorded-code.js';
import { serviceEntries } from '../links/service-entries.js';

/** Files by path and text. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Writes a project into a folder of its own, which is gone after the work on it. */
async function inProject<T>(files: ProjectFiles, work: (root: string) => Promise<T>): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-join-')));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Scans a project as the command line does, with some checks only. */
export function joined(files: ProjectFiles, ...checks: readonly string[]): Promise<Results> {
  return inProject(files, (cwd) =>
    check({ cwd, preset: 'strict', synth: false, ...(checks.length > 0 && { checks }) }),
  );
}

/** The verdicts as `file:line check status`, or with the name of the resource where there is no file of code. */
export const shown = ({ verdicts }: Results): string[] =>
  verdicts.map(({ check: name, status, location }) => `${location?.file}:${location?.line} ${name} ${status}`);

/** The modules that services run first, as `Web: src/server.ts likely`; the images have the folders and tags that are given. */
export function entriesOf(
  files: ProjectFiles,
  template: string,
  images: readonly RecordedImage[],
): Promise<readonly string[]> {
  return inProject(files, async (root) => {
    const graph = buildGraph([readTemplate({ path: template, text: files[template] ?? '' })]);
    const paths = Object.keys(files).filter(isCode);
    const scope = { root, repository: root, settings: {}, files: paths.map((path) => join(root, path)) };
    const built = images.map((image) => ({ ...image, path: join(root, image.path) }));
    const entries = serviceEntries(graph, scope, [{ codes: new Map(), images: built, missing: [] }]);
    return [...entries].map(([key, { file, confidence }]) => `${key.replace(/^.*#/, '')}: ${file} ${confidence}`);
  });
}

/** How the functions of a template are linked, as `Fn: src/a.ts#handler folder certain` or `Fn: reason`. */
export function linksOf(
  files: ProjectFiles,
  template: string,
  recorded: readonly RecordedCode[] = [],
): Promise<readonly string[]> {
  return inProject(files, async (root) => {
    const paths = Object.keys(files).filter(isCode);
    const scope = { root, repository: root, settings: {}, files: paths.map((path) => join(root, path)) };
    const text = files[template] ?? '';
    const graph = buildGraph([readTemplate({ path: template, text, readFile: () => undefined })]);
    const absolute = (path: string | undefined) => path && join(root, path);
    const codes = recorded.map((code) => {
      const [path, entry] = [absolute(code.path), absolute(code.entry)];
      return [code.construct, { ...code, ...(path && { path }), ...(entry && { entry }) }] as const;
    });
    const recordings = [{ codes: new Map(codes), images: [], missing: [] }];
    const { linked, unlinked } = linkFunctions({ graph, code: CodeFiles.of(scope), recordings });
    return [
      ...linked.map(
        ({ lambda, handler: { file, export: name, method, confidence } }) =>
          `${lambda.logicalId}: ${file}#${name} ${method} ${confidence}`,
      ),
      ...unlinked.map(({ lambda, reason }) => `${lambda.logicalId}: ${reason}`),
    ];
  });
}
