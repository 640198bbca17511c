import type { FileMemory } from '../files/file-memory.js';
import { isCode, isDeclaration } from '../scan/file-kinds.js';
import type { Inputs } from '../scan/inputs.js';
import type { LeftOut } from '../scan/left-out.js';
import { display } from '../paths.js';
import { importedFiles, type ImportScope } from './imported-files.js';

/** Settings of tools, which load what helps tests. */
const toolSettings = /(?:^|\/)(?:[\w-]+\.)*(?:config|conf|setup)\.[cm]?[jt]sx?$|(?:^|\/)\.[^/]+\//i;
/** Packages that only tests import. */
const testPackages =
  /(?:\bfrom\s*|\bimport\s*|\b(?:require|import)\s*\(\s*)['"](?:vitest|jest|mocha|chai|sinon|ava|tap|node:test|supertest|nock|msw|cypress|(?:@jest|@vitest|@playwright|@testing-library|@storybook|@cucumber)\/[^'"]*|@nestjs\/testing|aws-sdk-client-mock)(?:\/[^'"]*)?['"]/;

/** True for a text that only makes sense in tests. */
export function helpsTests(text: string): boolean {
  return testPackages.test(text);
}

/**
 * Judges files of test folders that production code imports: then they are production code, whatever their names say.
 * What the settings of a tool import, or what imports the packages of tests itself, is for tests.
 */
export function withImportedTests(inputs: Inputs, scope: ImportScope, memory?: FileMemory): Inputs {
  const candidates = new Set(inputs.leftOut.filter(mayBeProduction).map(({ path }) => path));
  const importers = inputs.code.map(({ path }) => path);
  const found = importedFiles(
    importers,
    candidates,
    scope,
    (path, text) => !toolSettings.test(display(scope.root, path)) && !helpsTests(text),
    memory,
  );
  if (found.size === 0) return inputs;
  const code = [...inputs.code, ...[...found.keys()].map((path) => ({ path, isNamed: false }))];
  return {
    ...inputs,
    code: code.sort((a, b) => (a.path < b.path ? -1 : 1)),
    leftOut: inputs.leftOut.filter(({ path }) => !found.has(path)),
  };
}

function mayBeProduction({ kind, path, isExcluded = false }: LeftOut): boolean {
  return kind === 'test' && !isExcluded && isCode(path) && !isDeclaration(path);
}
