import { readJustification, type Suppression } from '@faultline/catalog';
import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledgements of a rule by the app and the stages around a stack, which the assembly does not record with the
 * stack's own constructs.
 * @param path construct path of a resource
 */
export function acknowledgementsAround(app: IConstruct, path: string, id: string): readonly Suppression[] {
  const found: Suppression[] = [];
  const steps = path.split('/');
  for (let scope: IConstruct | undefined = app; scope && !Stack.isStack(scope);) {
    for (const { type, data } of scope.node.metadata) {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
      for (const [acknowledged, reason] of Object.entries(data as Record<string, string>)) {
        // The CDK writes the name of a plugin before the id: `Annotation::`.
        if (acknowledged.slice(acknowledged.lastIndexOf('::') + 1).replace(/^:/, '') === id)
          found.push({ kind: 'acknowledgement', ...readJustification(reason) });
      }
    }
    scope = scope.node.tryFindChild(steps.shift() ?? '');
  }
  return found;
}
