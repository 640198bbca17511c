/**
 * The checks of source code and what they rest on, for hosts: programs that have files and want verdicts.
 * @module
 */
export { askedOf } from './behaviour/analysis.js';
export { analyze, keepingFactsWhole } from './behaviour/analyze.js';
export { fileView, forgetFile, type ArgumentView, type FileView, type ModuleUse } from './behaviour/file-view.js';
export { forgetDisk } from './behaviour/disk-memory.js';
export type {
  EntryPoint,
  EntryPointFacts,
  ForeignCall,
  NamesGiven,
  OperationFact,
  Parameter,
  ResourceName,
} from './behaviour/entry-points/types.js';
export type { SourcePlace } from './behaviour/modules/types.js';
export type { MutationFact, TokenFact } from './behaviour/mutations/types.js';
export type { RetryFact } from './behaviour/retries/types.js';
export type { EntryTime, TimeExpression } from './behaviour/time/types.js';
export type { FileFacts } from './behaviour/types.js';
export * from './checks/define-check.js';
export { standingOf, type FileStanding } from './file-standing.js';
export { onePerCause } from './checks/one-per-cause.js';
export { describedVerdict, type CodeVerdict, type RelatedSite } from './checks/described-verdict.js';
export { codeChecks } from './checks/index.js';
export { opposingRules, type OpposingRule } from './libraries/opposing-rules.js';
export { isLimiterModule, speaksOfLimits } from './libraries/rate-limits.js';
export {
  judgeFile,
  type ConfiguredCheck,
  type FailedCheck,
  type JudgedFile,
  type JudgedSite,
  type SeenPattern,
} from './judge-file.js';
export { Engine, type Asked } from './questions/engine.js';
export { textOfFile } from './questions/files.js';
export { hangsOn } from './questions/hangs-on.js';
export { specifiersIn } from './questions/namings.js';
export { noProject, type EngineFor, type OpenProject, type Project } from './questions/project.js';
export {
  defaultSettings,
  readSettings,
  type ClientSetting,
  type FaultlineSettings,
  type Settings,
} from './settings.js';
export { positionAt, type Position, type Source } from './syntax/source.js';
export { packageKindAt, type PackageKind } from './behaviour/where-it-runs/packages.js';
