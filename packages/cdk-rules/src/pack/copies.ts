import type { PolicyViolation } from 'aws-cdk-lib';

/** Makes one violation of those that say the same of copies of a construct: one line of source makes all of them. */
export function joinCopies(violations: readonly PolicyViolation[]): PolicyViolation[] {
  const joined = new Map<string, PolicyViolation>();
  for (const violation of violations) {
    const { ruleName, description, severity, ruleMetadata, violatingResources } = violation;
    const isPlaced = ruleMetadata?.['source'] !== undefined;
    const key = isPlaced ? JSON.stringify([ruleName, description, severity, ruleMetadata]) : `${joined.size}`;
    const first = joined.get(key);
    const resources = [...(first?.violatingResources ?? []), ...violatingResources];
    joined.set(key, { ...violation, violatingResources: resources });
  }
  return [...joined.values()];
}
