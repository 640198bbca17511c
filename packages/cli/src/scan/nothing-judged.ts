import type { ScanError, Scope } from '@faultline/catalog';
import type { Selection } from '../selection.js';
import { skippedByKind } from '../skipped.js';

/**
 * The error of a scan that judged nothing, since to pass it would mean nothing; none where something was judged, or
 * where people wanted no checks but questions only.
 * @param only the layer that the run was limited to
 */
export function nothingJudged(
  { codeFiles, templates, skipped }: Pick<Scope, 'codeFiles' | 'templates' | 'skipped'>,
  { allowedCode, infrastructure }: Pick<Selection, 'allowedCode' | 'infrastructure'>,
  only: 'code' | 'infra' | undefined,
): ScanError[] {
  const judged = (allowedCode.size > 0 ? codeFiles : 0) + (infrastructure.size > 0 ? templates.length : 0);
  if (judged > 0 || allowedCode.size + infrastructure.size === 0) return [];
  const wantsCode = only !== 'infra' && allowedCode.size > 0;
  const wantsTemplates = only !== 'code' && infrastructure.size > 0;
  const what = wantsCode && wantsTemplates ? 'neither code nor a template' : wantsCode ? 'no code' : 'no template';
  const why = skipped.length === 0 ? `there is ${what} here` : `${skipped.length} skipped (${skippedByKind(skipped)})`;
  const repair = skipped.length === 0 ? 'Name the files or folders to scan' : 'The results give the reason of each';
  const message = `Nothing was judged: ${why}. ${repair}; --allow-empty lets the run pass all the same.`;
  return [{ kind: 'empty', message }];
}
