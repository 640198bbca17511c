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
  /** Callers in one file that are asked how long a list is that they give. */
  listCallers: 16,
  /** Parts of a text, an object or a delay that are read as they are written. */
  written: { depth: 50, steps: 1_000 },
  /** Functions between a call and the caller that decides on its options. */
  callers: 3,
  /** Calls in a file through functions that hand their own options on, counted on each way from an outbound call. */
  callPaths: 1_000,
  /** Steps from name to name, call to call and function to function, by what is looked for; longer ways are rare, and say less. */
  hops: {
    /** From an export to what it is to other files. */
    export: 4,
    /** From a call to the outermost function that takes its options. */
    wrapper: 3,
    /** From a router to the module that it is made by. */
    router: 6,
    /** From an argument to the functions in it that handle requests. */
    handler: 5,
    /** From file to file, between a handler and the code that it reaches. */
    handlerFiles: 5,
    /** From an object or a list to where it is made. */
    freshValue: 8,
    /** From a call to the handler whose failures are caught. */
    breaker: 3,
    /** From a request to the options that it was made with. */
    request: 4,
    /** From a retry to the call in it that retries itself. */
    innerRetry: 2,
    /** From a promise to those that are chained to it. */
    promise: 4,
    /** From a place to what runs it again and again. */
    repetition: 6,
    /** From a call to the places that read its answer. */
    answer: 6,
    /** From a signal or a point in time to what keeps it. */
    keptValue: 5,
    /** From what a handler of a batch collects to what becomes of it. */
    batchResult: 12,
    /** From what a handler returns to the list of failures in it. */
    batchAnswer: 3,
    /** From an address to the texts that it is made of. */
    address: 6,
  },
  /** Variables in which a retry counts, and attempts that are counted one by one. */
  retries: { counters: 6, attempts: 100 },
  /** Parsed files that are kept for further questions; older ones are parsed again. */
  trees: 256,
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
