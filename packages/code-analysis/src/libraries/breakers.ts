/** A pattern that keeps a failing dependency from taking its callers with it. */
export type Protection = 'breaker' | 'fallback' | 'bulkhead';

/** Exports of a library that make such a protection; `*` for any export. */
export interface BreakerLibrary {
  readonly module: string;
  readonly exports: Readonly<Record<string, Protection>>;
}

/**
 * Sources: the guides and published types of opossum 9, cockatiel 3, mollitia 0.2, brakes 3, hystrixjs 0.2, levee 1,
 * @fastify/circuit-breaker 4, circuitbreaker.js 0.0.7 and moleculer 0.14.
 */
export const breakerLibraries: readonly BreakerLibrary[] = [
  { module: 'opossum', exports: { default: 'breaker', CircuitBreaker: 'breaker', '': 'breaker' } },
  {
    module: 'cockatiel',
    exports: {
      circuitBreaker: 'breaker',
      fallback: 'fallback',
      bulkhead: 'bulkhead',
      'Policy.circuitBreaker': 'breaker',
      'Policy.fallback': 'fallback',
      'Policy.bulkhead': 'bulkhead',
    },
  },
  {
    module: 'mollitia',
    exports: {
      SlidingCountBreaker: 'breaker',
      SlidingTimeBreaker: 'breaker',
      Fallback: 'fallback',
      Bulkhead: 'bulkhead',
    },
  },
  { module: 'brakes', exports: { default: 'breaker', '': 'breaker' } },
  { module: 'hystrixjs', exports: { commandFactory: 'breaker' } },
  { module: 'levee', exports: { createBreaker: 'breaker', '': 'breaker', default: 'breaker' } },
  { module: '@fastify/circuit-breaker', exports: { default: 'breaker', '': 'breaker' } },
];

/** Modules whose presence on the way to a call means that a policy runs it. */
export const breakerModules: ReadonlySet<string> = new Set(breakerLibraries.map(({ module }) => module));
