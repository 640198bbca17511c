/**
 * What checks of one's own are written with: `faultline/checks`.
 * @module
 */
export type { ArgumentView, ModuleUse } from '@faultline/code-analysis';
export type { CodeFile, Handler, NetworkCall, Retry } from './code-file.js';
export {
  defineCodeCheck,
  defineResourceCheck,
  interfaceVersion,
  type CodeCheckDefinition,
  type CodeFinding,
  type OwnCheckDefinition,
  type ResourceCheckDefinition,
  type ResourceFinding,
  type TextRange,
} from './definition.js';
export type { FunctionInvocation, PropertyValue, TemplateResource, Templates } from './templates.js';
