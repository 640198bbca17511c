import { patterns as patternInfo, type PatternEvidence, type WorkloadPlace } from '@faultline/catalog';
import type { ResourcePattern } from '@faultline/cdk-rules/analysis';
import { locate, referenceTo } from './resource-verdicts.js';

/** Most places of one pattern: of a large workload the first are enough to look at. */
const mostPlaces = 50;

/** A pattern of templates as it stands in the results. */
export function patternEvidence({ pattern, places, ...seen }: ResourcePattern): PatternEvidence {
  return {
    pattern,
    bestPractice: patternInfo[pattern].bestPractice,
    layer: 'infrastructure',
    ...seen,
    places: places.slice(0, mostPlaces).map(({ resource, property, message }): WorkloadPlace => {
      const location = locate(resource, property);
      return { layer: 'infrastructure', message, resource: referenceTo(resource), ...(location && { location }) };
    }),
  };
}
