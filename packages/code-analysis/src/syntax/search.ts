/** How far one question may go. */
export interface Extent {
  /** Questions within one another. */
  readonly depth: number;
  /** Questions that one question asks, all in all. */
  readonly steps: number;
}

/** Why a question is left open. */
export type Cut = 'circle' | 'limit';

/**
 * Asks questions that ask further questions of the same kind, such as what a name is worth that stands for other names.
 * One that comes back to itself, or goes on too long, is left open.
 */
export class Search<Answer> {
  readonly #known = new Map<unknown, Answer>();
  readonly #active = new Set<unknown>();
  #steps = 0;
  /** How many questions were left open. */
  #cuts = 0;

  /** @param open the answer to a question that is left open */
  constructor(
    private readonly extent: Extent,
    private readonly open: (cut: Cut) => Answer,
  ) {}

  /**
   * Answers a question once at a time.
   * @param isFixed the answer hangs on the key alone, so that it may be remembered
   */
  answer(key: unknown, find: () => Answer, isFixed = true): Answer {
    if (isFixed && this.#known.has(key)) return this.#known.get(key) as Answer;
    if (this.#active.size === 0) this.#steps = 0;
    this.#steps += 1;
    const isFar = this.#active.size >= this.extent.depth || this.#steps > this.extent.steps;
    if (isFar || this.#active.has(key)) {
      this.#cuts += 1;
      return this.open(isFar ? 'limit' : 'circle');
    }
    const cutsBefore = this.#cuts;
    this.#active.add(key);
    let answer: Answer;
    try {
      answer = find();
    } finally {
      this.#active.delete(key);
    }
    // What was cut short further in is true for the outermost question only.
    if (isFixed && (this.#cuts === cutsBefore || this.#active.size === 0)) this.#known.set(key, answer);
    return answer;
  }
}
