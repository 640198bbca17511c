import type { Engine } from '../../../questions/engine.js';
import { textOfFile } from '../../../questions/files.js';
import { questionOfProject, type ExportKey } from '../../../questions/question.js';

/** Classes by the name of an interface or class that they implement or extend; how often such a name is declared. */
interface Implementations {
  readonly classes: Readonly<Record<string, readonly ExportKey[]>>;
  readonly declared: Readonly<Record<string, number>>;
}

const classPattern = /\bclass\s+(\w+)(?:<[^{]*?>)?((?:\s+(?:extends|implements)\s+[\w\s,.<>[\]|'"]+)+)\{/g;
const declaration = /\b(?:interface|abstract\s+class)\s+(\w+)/g;

/** Read off the texts, without parsing them. */
const implementations = questionOfProject<Implementations>(
  'implementations',
  { classes: {}, declared: {} },
  (engine) => {
    const classes = new Map<string, ExportKey[]>();
    const declared = new Map<string, number>();
    for (const file of engine.project.files) {
      if (/\.(?:test|spec)\.|__(?:tests|mocks)__/.test(file)) continue;
      const text = engine.ask(textOfFile, file) ?? '';
      for (const [, name = ''] of text.matchAll(declaration)) declared.set(name, (declared.get(name) ?? 0) + 1);
      for (const [, name = '', heritage = ''] of text.matchAll(classPattern))
        for (const [of] of heritage.replace(/<[^<>]*>/g, '').matchAll(/\w+/g))
          if (!/^(?:extends|implements)$/.test(of)) classes.set(of, [...(classes.get(of) ?? []), { file, name }]);
    }
    return { classes: Object.fromEntries(classes), declared: Object.fromEntries(declared) };
  },
);

/** The class that implements an interface or abstract class; undefined where there are several, or several of its name. */
export function implementationOf(engine: Engine, name: string): ExportKey | undefined {
  const { classes, declared } = engine.ask(implementations, 'all');
  const found = Object.hasOwn(classes, name) ? (classes[name] ?? []) : [];
  return found.length === 1 && Object.hasOwn(declared, name) && declared[name] === 1 ? found[0] : undefined;
}
