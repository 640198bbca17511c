import { namingsOf } from '../../questions/namings.js';
import { questionOfFile, type Question } from '../../questions/question.js';
import { analysisAlone } from '../analysis.js';
import type { FileContext } from '../context.js';
import { whereItRuns } from './where-it-runs.js';

/** True for a file that nothing but code of pages imports, at once or through others. */
export const isOfPagesOnly = (file: FileContext): boolean =>
  file.engine.project.files.length > 0 && file.ask(runsInPagesOnly, file.filename);

/** Files that import one another are of pages unless somebody else imports them. */
const runsInPagesOnly: Question<string, boolean> = questionOfFile('use by pages only', true, (engine, file) => {
  const importers = new Set(engine.ask(namingsOf, file).map((naming) => naming.file));
  importers.delete(file);
  const kinds = [...importers].flatMap((importer): readonly boolean[] => {
    const known = analysisAlone(engine, importer);
    const where = known && whereItRuns(known.file).where;
    if (where === 'tests') return [];
    return [where === 'browser' || (where === 'unknown' && engine.ask(runsInPagesOnly, importer))];
  });
  return kinds.length > 0 && kinds.every(Boolean);
});
