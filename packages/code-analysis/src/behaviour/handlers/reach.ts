import type { Engine } from '../../questions/engine.js';
import { textOfFile } from '../../questions/files.js';
import { namingsOf } from '../../questions/namings.js';
import { questionOfExport, questionOfFile, type ExportKey, type Question } from '../../questions/question.js';
import { limits } from '../../syntax/limits.js';
import { analysisAlone } from '../analysis.js';
import { passageFacts } from './passages.js';
import type { CallerFact, Passage, PassageFacts } from './types.js';

/** Use of an export of a file by another file. */
interface Use extends Pick<Passage, 'handlers' | 'exports'> {
  readonly user: string;
}

interface Step extends ExportKey {
  readonly guard: CallerFact['guard'];
}

const none: PassageFacts = { passages: [], aliases: {}, stars: [] };

/** What a file runs in other files on behalf of its handlers and exports. */
const passagesOf = questionOfFile<PassageFacts>('passages of a file', none, (engine, file) => {
  const analysis = analysisAlone(engine, file);
  return analysis ? passageFacts(analysis.file) : none;
});

/** The nearest handlers of each kind, in other files, that reach an export. */
export const handlersReaching = questionOfExport<readonly CallerFact[]>(
  'handlers that reach an export',
  [],
  (engine, { file, name }) => {
    const found = new Map<string, CallerFact>();
    const seen = new Set<string>();
    let steps: Step[] = [{ file, name, guard: 'none' }];
    for (let distance = 0; distance < limits.hops.handlerFiles && steps.length > 0; distance += 1) {
      const next: Step[] = [];
      for (const step of steps) {
        const key = `${step.file}\0${step.name}\0${step.guard}`;
        if (seen.has(key)) continue;
        seen.add(key);
        for (const { user, handlers, exports } of engine.ask(usesOf, { file: step.file, name: step.name })) {
          for (const handler of handlers) {
            const guard = stronger(handler.guard, step.guard);
            const kind = `${handler.source} ${handler.host} ${guard}`;
            const at = { ...handler.at, file: engine.project.display(user) };
            if (!found.has(kind)) found.set(kind, { ...handler, guard, at });
          }
          for (const one of exports) next.push({ file: user, name: one.name, guard: stronger(one.guard, step.guard) });
        }
      }
      steps = next;
    }
    return [...found.values()];
  },
);

/** Where other files run an export of a file, also under the names under which others pass it on. */
const usesOf: Question<ExportKey, readonly Use[]> = questionOfExport(
  'uses of an export',
  [],
  (engine, { file, name }) =>
    engine.ask(namingsOf, file).flatMap(({ file: user, module, isExported }): readonly Use[] => {
      if (user === file || !mayUse(engine, user, name, isExported)) return [];
      const facts = engine.ask(passagesOf, user);
      const own = facts.passages.filter((one) => one.module === module && one.path.join('.') === name);
      const passedOn = isExported
        ? newNames(facts, module, name).flatMap((as) => engine.ask(usesOf, { file: user, name: as }))
        : [];
      return [...own.map(({ handlers, exports }) => ({ handlers, exports, user })), ...passedOn];
    }),
);

/** True for a file that says the name, or may pass on what it belongs to. Others need not be parsed. */
export function mayUse(engine: Engine, file: string, name: string, passesOn: boolean): boolean {
  const path = name.split('.');
  const last = path.at(-1) ?? '';
  if (last === 'default') return true;
  const text = engine.ask(textOfFile, file) ?? '';
  return text.includes(last) || (passesOn && (/export\s*\*/.test(text) || path.length > 1));
}

/** Names under which a file passes on an export of a module. */
export function newNames({ aliases, stars }: PassageFacts, module: string, name: string): readonly string[] {
  const renamed = Object.entries(aliases).flatMap(([as, { module: from, path }]) => {
    if (from !== module) return [];
    const whole = path.join('.');
    if (whole === '') return name.split('.').length < limits.exportName ? [`${as}.${name}`] : [];
    if (name !== whole && !name.startsWith(`${whole}.`)) return [];
    return [as + name.slice(whole.length)];
  });
  const isStar = stars.includes(module) && name.split('.')[0] !== 'default';
  return isStar ? [...renamed, name] : renamed;
}

const order = ['none', 'marker', 'utility'] as const;

function stronger(a: CallerFact['guard'], b: CallerFact['guard']): CallerFact['guard'] {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
