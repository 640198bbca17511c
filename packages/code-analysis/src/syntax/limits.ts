/**
 * How far the analysis goes. Real code stays far below; what lies beyond is undetermined and says so, so that neither
 * generated nor hostile code makes it run for ever.
 */
export const limits = {
  /** Names, members and calls between an expression and what it comes down to. */
  way: 24,
  /** Steps for one question about what an expression comes down to. */
  stepsPerQuestion: 2_000,
  /** Steps for all questions of that kind about one file. */
  stepsPerFile: 1_000_000,
  /** Values that one expression may have. */
  values: 200,
  /** Operators and calls within one another in a value that is worked out, and all of its parts. */
  value: { depth: 100, steps: 10_000 },
  /** Characters of a text that is put together. */
  text: 65_536,
  /** Lists, loops and callers between a list and what says how long it gets. */
  list: { depth: 13, steps: 500 },
  /** Parts of a text, an object or a delay that are read as they are written. */
  written: { depth: 50, steps: 1_000 },
  /** Functions between a call and the caller that decides on its options. */
  callers: 3,
  /** Basic blocks of one function, statements and expressions within one another, and states of paths through them. */
  flow: { blocks: 20_000, depth: 400, states: 4_000 },
  /** Expressions within one another and in all that are worked out on a path; a call of a function counts for so many. */
  path: { depth: 30, call: 10, steps: 2_000 },
  /** Times that the questions of a circle are asked until their answers must stay the same. */
  circle: { turns: 32 },
  /** Questions that are answered about a project: so many, and so many more for each of its files. */
  questions: { all: 50_000, perFile: 2_000 },
  /** Names in the name of an export, such as the three of `api.Store.save`: modules that hold each other make them ever longer. */
  exportName: 6,
  /** Clients that one is derived from, one after the other. */
  derivedClients: 20,
} as const;

/** Why a question is left open that goes beyond a limit. */
export const tooManySteps = 'it goes through too many steps';
