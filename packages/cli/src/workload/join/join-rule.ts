import type { EvidenceValue, Judgement, WorkloadPlace } from '@faultline/catalog';
import type { DraftVerdict } from '../../assessment/verdicts.js';
import type { JoinContext } from './join-context.js';

/** What the other layer says of a verdict. */
export type JoinDecision =
  /** It does not apply. `reason` is one sentence. */
  | { readonly withdraw: string; readonly places?: readonly WorkloadPlace[] }
  /** It is decided now, or said in other words. */
  | {
      readonly status: Judgement;
      readonly message: string;
      readonly evidence?: Readonly<Record<string, EvidenceValue>>;
      readonly places?: readonly WorkloadPlace[];
    };

/** Looks at verdicts of one layer with the other one in view. */
export interface JoinRule {
  /** Names of the checks whose verdicts it looks at. */
  readonly checks: readonly string[];
  /** Undefined where the verdict stands. Asked of violations and of what is undetermined. */
  decide(draft: DraftVerdict, context: JoinContext): JoinDecision | undefined;
}

/** A verdict after a decision; what was said before stays readable. */
export function decided(draft: DraftVerdict, decision: JoinDecision): DraftVerdict {
  const { status } = draft;
  const places = decision.places && { places: [...(draft.places ?? []), ...decision.places] };
  if (!('withdraw' in decision))
    return {
      ...draft,
      status: decision.status,
      message: decision.message,
      evidence: { ...draft.evidence, ...decision.evidence },
      ...places,
    };
  if (status !== 'violation' && status !== 'undetermined') return draft;
  return { ...draft, status: 'withdrawn', withdrawal: { reason: decision.withdraw, from: status }, ...places };
}
