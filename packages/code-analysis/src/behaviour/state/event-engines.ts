import { eventEngines, sharedEngines } from '../../libraries/event-engines.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { isDevelopment } from '../servers/development.js';
import { importsModule } from '../specifiers.js';
import type { StateFact } from './types.js';

const modules = eventEngines.flatMap((engine) => engine.modules);

/** What a file makes to tell subscribers of events, where it reaches those of its own process only. */
export function eventEngineFacts(file: FileContext): readonly StateFact[] {
  if (!importsModule(file, modules) || isDevelopment(file)) return [];
  const hasShared = file.specifiers.some((one) => sharedEngines.test(one));
  return file.calls.flatMap((node): readonly StateFact[] => {
    const engine = engineMade(file, node);
    if (!engine) return [];
    const around = handlersOf(file).behind(node);
    return [
      {
        at: calleePlace(node, file.source.text),
        name: calleeText(node.callee, file.source.text),
        role: 'events',
        reach: around.length > 0 ? 'handlers' : 'callers',
        evident: !hasShared,
        handlers: [],
        repair: engine.repair,
      },
    ];
  });
}

function engineMade(file: FileContext, node: Construction) {
  const origin = file.origin(node.callee);
  const engine =
    origin &&
    eventEngines.find(
      (one) =>
        one.modules.includes(origin.module) &&
        one.export === origin.path.at(-1) &&
        one.construct === (node.type === 'NewExpression'),
    );
  const [options] = node.arguments;
  const isBare = (name: string) =>
    !options ||
    (options.type !== 'SpreadElement' &&
      file.resolver.resolve(options, [name]).every((value) => value.kind === 'absent'));
  return engine?.options.every(isBare) ? engine : undefined;
}
