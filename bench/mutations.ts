/**
 * Judges real files that are changed at random, and counts what breaks off or takes longer than 5 s of CPU. The same seed over the
 * same files makes the same inputs. What broke off is kept in the temporary folder.
 *   npx tsx bench/mutations.ts sources|templates COUNT SEED FOLDER...
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTemplates } from '@faultline/cdk-rules/analysis';
import { mutated, randomFrom } from '../packages/code-analysis/src/testing/mutations.js';
import { readTemplate } from '../packages/cdk-rules/src/template/read-template.js';
import {
  excerpt,
  mutated as mutatedTemplate,
  sampleMutations,
} from '../packages/cdk-rules/src/testing/template-mutations.js';
import { lintText } from './robustness/lint-text.js';
import { filesIn, read, Trial } from './robustness/trial.js';

/** Characters of a file that is changed: in longer ones a change hardly ever meets anything. */
const LONGEST = 40_000;

const [kind = '', count = '0', seed = '1', ...folders] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const trial = new Trial(join(tmpdir(), `faultline-mutations-${kind}`));

function any<T>(all: readonly T[]): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('There is no file to change in these folders.');
  return one;
}

function sources(): void {
  const files = filesIn(folders, (name) => /\.[cm]?[jt]sx?$/.test(name) && !/\.(?:d\.[cm]?ts|min\.js)$/.test(name));
  for (let turn = 0; turn < Number(count); turn++) {
    const path = any(files);
    const text = mutated(read(path).slice(0, LONGEST), read(any(files)).slice(0, LONGEST), random);
    trial.run(path, text, () => {
      const { isParsed, faults } = lintText(text, `src/file${/\.\w+$/.exec(path)?.[0]}`);
      return { isRead: isParsed, faults };
    });
  }
}

/** Half of them are changed as values, and half as text. */
function templates(): void {
  const files = filesIn(folders, (name) => /\.(?:ya?ml|json|template)$/.test(name)).filter((path) =>
    /AWSTemplateFormatVersion|"Resources"\s*:|^Resources:/m.test(read(path)),
  );
  const changes = sampleMutations(Number(count), Number(seed));
  for (const [turn, change] of changes.entries()) {
    const path = any(files);
    const text = turn % 2 === 0 ? changedValues(path, change) : changedText(path, any(files));
    trial.run(path, text, () => judge(path.replace(/.*\//, ''), text));
  }
}

function changedValues(path: string, change: Parameters<typeof mutatedTemplate>[1]): string {
  try {
    const { body } = readTemplate({ path, text: read(path) });
    return mutatedTemplate(random() < 0.5 ? body : excerpt(body, Math.floor(random() * 1_000)), change);
  } catch {
    return changedText(path, path);
  }
}

function changedText(path: string, other: string): string {
  return mutated(read(path).slice(0, LONGEST), read(other).slice(0, LONGEST), random);
}

function judge(path: string, text: string): { isRead: boolean; faults: string[] } {
  try {
    const { unreadable, failures } = judgeTemplates([{ path, text }]);
    const faults = failures.map(
      ({ rule, error }) => `${rule.meta.name}: ${error instanceof Error ? error.stack : String(error)}`,
    );
    return { isRead: unreadable.length === 0, faults };
  } catch (error) {
    return { isRead: true, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

if (kind === 'sources') sources();
else if (kind === 'templates') templates();
else throw new Error('Say whether sources or templates are to be changed.');
trial.print();
