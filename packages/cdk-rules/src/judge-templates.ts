import type { CheckMetadata } from '@faultline/catalog';
import { judge, type Judgements } from './judge.js';
import { buildGraph } from './graph/build-graph.js';
import { TemplateError, type TemplateDocument, type TemplateInput } from './template/document.js';
import type { ResourceGraph } from './graph/graph.js';
import { readTemplate } from './template/read-template.js';

/** What came of a set of templates. */
export interface TemplateJudgements extends Judgements {
  readonly documents: readonly TemplateDocument[];
  readonly notAnalysed: ResourceGraph['notAnalysed'];
  readonly notLookedAt: ResourceGraph['notLookedAt'];
  /** Templates that could not be read, and why; they cost only themselves. */
  readonly unreadable: readonly { readonly input: TemplateInput; readonly error: TemplateError }[];
}

/**
 * Reads templates into one graph and judges all of it.
 * @param wanted which checks to run; all when absent
 */
export function judgeTemplates(
  inputs: readonly TemplateInput[],
  wanted?: (check: CheckMetadata) => boolean,
): TemplateJudgements {
  const documents: TemplateDocument[] = [];
  const unreadable: { input: TemplateInput; error: TemplateError }[] = [];
  for (const input of inputs) {
    try {
      documents.push(readTemplate(input));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      unreadable.push({ input, error });
    }
  }
  const graph = buildGraph(documents);
  return {
    ...judge(graph, wanted),
    documents,
    notAnalysed: graph.notAnalysed,
    notLookedAt: graph.notLookedAt,
    unreadable,
  };
}
