import { infrastructureRules } from '@faultline/cdk-rules/analysis';
import { describe, expect, it } from 'vitest';
import { checksIn } from '../lib/coverage-page.js';
import type { Decision } from './decisions/decision.js';
import { decisions } from './decisions/index.js';
import { readSeen } from './seen.js';
import { services } from './services.js';

const seen = readSeen();
const judged = new Set(infrastructureRules.flatMap(({ types }) => types));
const entries = Object.entries(decisions);

describe('decisions', () => {
  it('stand for every type that was seen and that no check judges', () => {
    const open = [...seen.keys()].filter((type) => {
      const decision = decisions[type];
      return !judged.has(type) && (typeof decision === 'object' ? decision.type : decision) === undefined;
    });
    expect(open).toEqual([]);
  });
  it('are about types and properties that are there', () => {
    const unknown = entries.flatMap(([type, decision]) => {
      if (!seen.has(type)) return type;
      const properties = typeof decision === 'object' ? Object.keys(decision.properties) : [];
      return properties.filter((property) => !seen.get(type)?.has(property)).map((property) => `${type} ${property}`);
    });
    expect(unknown).toEqual([]);
  });
  it('name checks that are there', () => {
    const names = new Set(infrastructureRules.map(({ meta }) => meta.name));
    const all = entries.flatMap(([, decision]): (Decision | undefined)[] =>
      typeof decision === 'object' ? [decision.type, ...Object.values(decision.properties)] : [decision],
    );
    expect(all.flatMap((decision) => (decision ? checksIn(decision) : [])).filter((name) => !names.has(name))).toEqual(
      [],
    );
  });
  it('are followed for services that have types', () => {
    const found = new Set([...seen.keys()].map((type) => type.split('::')[1]?.toLowerCase()));
    expect(services.filter((service) => !found.has(service))).toEqual([]);
  });
});
