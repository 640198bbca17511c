/**
 * The rules without the CDK: reads templates as data and judges them. Loads neither aws-cdk-lib nor cdk-nag.
 * @module
 */
import type { InfrastructureRule, Finding } from './rules/rule.js';
import type { Resource } from './template/graph.js';

export type * from './template/document.js';
export type * from './template/graph.js';
export type * from './template/value.js';
export type * from './rules/rule.js';
export { TemplateError } from './template/document.js';
export { looksLikeTemplate, readTemplate } from './template/read-template.js';
export { buildGraph } from './template/build-graph.js';
export { loadAssembly, type LoadedAssembly } from './template/assembly.js';
export { asBoolean, asNumber, asString, branches, describe, type Branch } from './template/values.js';

/** A finding with the check that made it and the resource it is about. */
export interface ResourceFinding extends Finding {
  readonly rule: InfrastructureRule;
  readonly resource: Resource;
}
