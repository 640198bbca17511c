import { readSeen } from '../cloudformation/seen.js';

/** The types that somebody looked at, as a module of the rules: by service, so that a type of another service is not asked for. */
export function seenTypesModule(): { path: string; content: string } {
  const byService = new Map<string, string[]>();
  for (const type of readSeen().keys()) {
    const end = type.lastIndexOf('::');
    const service = type.slice(0, end);
    byService.set(service, [...(byService.get(service) ?? []), type.slice(end + 2)]);
  }
  const lines = [...byService]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, names]) => `  '${service}': '${names.sort().join(' ')}',`);
  return {
    path: 'packages/cdk-rules/src/graph/seen-types.ts',
    content: [
      '// Made by `npm run update` from scripts/cloudformation/seen.',
      '',
      '/** Resource types that somebody looked at, over the services that REL04 and REL05 touch: names by service. */',
      'export const SEEN_TYPES: Readonly<Record<string, string>> = {',
      ...lines,
      '};',
      '',
    ].join('\n'),
  };
}
