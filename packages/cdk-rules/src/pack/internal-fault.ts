import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { Resource } from '../graph/graph.js';
import type { InfrastructureRule } from '../rules/rule.js';
import { version } from '../version.js';
import { violatingResource } from './violating-resource.js';

/** Rule by which a fault of the pack itself is reported. */
const internalError = 'Faultline-InternalError';

/**
 * What is reported when the pack breaks off. It must fail the synthesis by a violation of its own: the CDK takes a plugin that throws
 * for a line in its report, and the synthesis may end well although nothing was judged.
 */
export function faultReport(error: unknown): PolicyValidationPluginReport {
  const violation: PolicyViolation = {
    ruleName: internalError,
    description: `Nothing in this app was judged because of a fault in Faultline (${reasonOf(error)}). Please report it, and remove the pack until it is repaired.`,
    // What is fatal cannot be acknowledged.
    severity: 'fatal',
    violatingResources: [{ resourceLogicalId: '', templatePath: '', locations: [] }],
  };
  return { success: false, violations: [violation], pluginVersion: version, metadata: {} };
}

/** A rule that broke off has no verdict; the run must not pass for that, and the resource is not to blame. */
export function brokenRule(rule: InfrastructureRule, resource: Resource, error: unknown): PolicyViolation {
  return {
    ruleName: internalError,
    description: `${rule.meta.name} could not judge this resource because of a fault in Faultline (${reasonOf(error)}). Please report it.`,
    severity: 'error',
    violatingResources: [violatingResource(resource)],
  };
}

/** A template that was not judged, which must not pass for sound. */
export function unreadTemplate(templatePath: string, message: string): PolicyViolation {
  return {
    ruleName: 'Faultline-UnreadableTemplate',
    description: `${templatePath} was not judged: ${message}`,
    severity: 'error',
    violatingResources: [{ resourceLogicalId: '', templatePath, locations: [] }],
  };
}

/** What an error says, for a sentence. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
