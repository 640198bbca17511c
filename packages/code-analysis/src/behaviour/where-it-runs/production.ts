import { namingsOf, type Naming } from '../../questions/namings.js';
import type { Engine } from '../../questions/engine.js';
import { questionOfFile, type Question } from '../../questions/question.js';
import { analysisAlone } from '../analysis.js';
import type { FileContext } from '../context.js';
import { manifestOf } from './manifest.js';
import { asTest } from './own-signs.js';
import { packageKind } from './packages.js';
import { byPath } from './paths.js';
import type { WhereItRuns } from './types.js';

/** What a file itself, its path and its package say of tests and of work beside the service, whoever imports it. */
export function apart(file: FileContext): WhereItRuns | undefined {
  return asTest(file) ?? byPath(file.path) ?? ofTestPackage(file);
}

function ofTestPackage({ filename }: FileContext): WhereItRuns | undefined {
  const manifest = manifestOf(filename);
  const kind = manifest && packageKind(manifest);
  return kind?.kind === 'tests' ? { where: 'tests', because: kind.because } : undefined;
}

/** True for code that production imports, at once or through others that look like code of tests as well. */
export const isUsedInProduction = (file: FileContext): boolean =>
  file.engine.project.files.length > 0 && file.ask(usedInProduction, file.filename);

const usedInProduction: Question<string, boolean> = questionOfFile('use in production', false, (engine, file) =>
  engine.ask(namingsOf, file).some((naming) => naming.file !== file && isOfProduction(engine, naming)),
);

function isOfProduction(engine: Engine, naming: Naming): boolean {
  const importer = analysisAlone(engine, naming.file)?.file;
  if (!importer || !takesValues(importer, naming.module)) return false;
  const found = apart(importer);
  return !found || (found.where === 'tests' && engine.ask(usedInProduction, naming.file));
}

/** False where a file takes nothing but types of a module. */
function takesValues({ source }: FileContext, module: string): boolean {
  const statements = source.ast.body.flatMap((statement) =>
    'source' in statement && statement.source?.value === module ? [statement] : [],
  );
  return (
    statements.length === 0 ||
    statements.some((statement) => {
      if (statement.type !== 'ImportDeclaration')
        return !('exportKind' in statement) || statement.exportKind !== 'type';
      const { importKind, specifiers } = statement;
      const isOfTypes = (one: (typeof specifiers)[number]) =>
        one.type === 'ImportSpecifier' && one.importKind === 'type';
      return importKind !== 'type' && (specifiers.length === 0 || !specifiers.every(isOfTypes));
    })
  );
}
