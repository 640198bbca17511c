import type { AnswerDifference, ToolAnswers } from '@faultline/catalog';
import { mergeAnswer } from './merge.js';
import type { Review } from './tool.js';

/**
 * Compares what is proposed with what a workload has, and writes what differs when asked to. Everything is read and
 * merged before the first write, so that a mismatch writes nothing.
 */
export async function reviewWorkload(
  proposed: ToolAnswers,
  review: Review,
  target: { readonly workloadId: string; readonly region?: string | undefined; readonly apply: boolean },
): Promise<ToolAnswers> {
  const current = await review.read(proposed.answers);
  const merges = proposed.answers.flatMap((answer, index) => {
    const own = current[index];
    return own ? [mergeAnswer(answer, own)] : [];
  });
  if (target.apply) for (const { update } of merges) if (update) await review.write(update);
  const differences: AnswerDifference[] = merges.map(({ difference }) => difference);
  const region = target.region === undefined ? {} : { region: target.region };
  return { ...proposed, workload: { id: target.workloadId, ...region, applied: target.apply, differences } };
}
