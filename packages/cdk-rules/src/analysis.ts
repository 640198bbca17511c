/**
 * The rules without the CDK: reads templates as data and judges them. Loads neither aws-cdk-lib nor cdk-nag.
 * @module
 */
export type * from './template/document.js';
export type * from './graph/graph.js';
export type * from './values/value.js';
export type * from './rules/rule.js';
export { TemplateError } from './template/document.js';
export { looksLikeTemplate, readTemplate } from './template/read-template.js';
export { allows, grantsOfRole, type Grant } from './graph/function-permissions.js';
export { buildGraph } from './graph/build-graph.js';
export { loadAssembly, type LoadedAssembly } from './assembly/assembly.js';
export { asBoolean, asNumber, asString, branches, describe, type Branch } from './values/values.js';
export { resourcePatterns } from './patterns/index.js';
export { isTraced } from './patterns/traces.js';
export type { ResourcePattern } from './patterns/resource-pattern.js';
export { infrastructureRules } from './rules/index.js';
export { checks, judge, type Judgements, type ResourceFinding, type RuleFailure } from './judge.js';
export { judgeTemplates, type TemplateJudgements } from './judge-templates.js';
export { nagId, suppressionsIn, suppressionsOf } from './suppressions.js';
export { waitingCallers, type WaitingCaller } from './rules/lambda/callers.js';
export { DEFAULT_QUEUE_BATCH, DEFAULT_STREAM_BATCH, reportsItems } from './rules/lambda/batches.js';
export { invokeConfigsOf } from './rules/lambda/invoke-configs.js';
export { answerTime, DEFAULT_FUNCTION_TIMEOUT } from './rules/lambda/functions.js';
