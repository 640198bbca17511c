/**
 * The checks of source code and what they rest on, for hosts: programs that have files and want verdicts.
 * @module
 */
export { analyze, keepingFactsWhole } from './behaviour/analyze.js';
export { entriesAt } from './behaviour/handlers/at.js';
export type {
  EntryPoint,
  EntryPointFacts,
  ForeignCall,
  OperationFact,
  ResourceName,
} from './behaviour/entry-points/types.js';
export type { FileFacts } from './behaviour/types.js';
export * from './checks/define-check.js';
export { codeChecks } from './checks/index.js';
export { opposingRules, type OpposingRule } from './libraries/opposing-rules.js';
export * from './project-facts.js';
export {
  defaultSettings,
  readSettings,
  type ClientSetting,
  type FaultlineSettings,
  type Settings,
} from './settings.js';
export { siteIdentity, type SiteIdentity } from './syntax/site-identity.js';
export { foldedSnippet } from './syntax/snippet.js';
export { positionAt, type Position } from './syntax/source.js';
export { packageKindAt, type PackageKind } from './behaviour/where-it-runs/packages.js';
