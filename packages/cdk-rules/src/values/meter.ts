import { LIMITS } from '../limits.js';

/** Steps that are left to resolve the values of one template. */
export interface StepsLeft {
  steps: number;
}

/** The steps that a template may take, by the length of its text: what is written once is resolved a few times. */
export function stepsFor(text: string): StepsLeft {
  const { perCharacter, atLeast } = LIMITS.templateSteps;
  return { steps: Math.max(atLeast, text.length * perCharacter) };
}

/** Why resolving was given up, as the end of a sentence about the value. */
export type Excess =
  | 'it takes too many steps to resolve'
  | 'its template takes too many steps to resolve'
  | 'its references are too many in a row, or go round in a circle'
  | 'its text is too long';

/** Counts the steps that one value takes. Once there are too many it stays exceeded until the next value begins. */
export class Meter {
  excess: Excess | undefined;
  private left = 0;
  private template: StepsLeft = { steps: 0 };

  /** Begins anew, with what the template has left and at most some steps for this value. */
  begin(template: StepsLeft, most: number = LIMITS.valueSteps): void {
    this.template = template;
    this.left = most;
    this.excess = undefined;
  }

  /** Takes some steps; false when there are not that many left. */
  spend(steps = 1): boolean {
    if (this.excess !== undefined) return false;
    this.left -= steps;
    this.template.steps -= steps;
    if (this.template.steps < 0) return this.exceed('its template takes too many steps to resolve');
    return this.left >= 0 || this.exceed('it takes too many steps to resolve');
  }

  exceed(excess: Excess): false {
    this.excess ??= excess;
    return false;
  }
}
