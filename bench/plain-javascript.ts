/**
 * Lints repositories of plain JavaScript with ESLint's own parser and the strict preset, and counts what breaks off or takes longer
 * than 5 s of CPU.
 *   npx tsx bench/plain-javascript.ts FOLDER...
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintText } from './robustness/lint-text.js';
import { filesIn, read, Trial } from './robustness/trial.js';

const trial = new Trial(join(tmpdir(), 'faultline-plain-javascript'));
for (const path of filesIn(process.argv.slice(2), (name) => /\.[cm]?jsx?$/.test(name))) {
  const text = read(path);
  trial.run(path, text, () => {
    const { isParsed, faults } = lintText(text, path);
    return { isRead: isParsed, faults };
  });
}
trial.print();
