/** What a number that only people can choose is about. */
interface ValueDescription {
  /** How a person is asked for it, with its unit. */
  readonly question: string;
  readonly least: number;
  readonly most: number;
  /** What messages propose where nothing else is known. */
  readonly proposed: number;
}

/** Numbers that repairs write and nobody but the owners of a workload can know. */
export const fixValues = {
  timeoutMs: {
    question: 'How long may a call to another system take, in milliseconds',
    least: 1,
    most: 900_000,
    proposed: 5_000,
  },
  functionTimeoutSeconds: {
    question: 'How long may a Lambda function run, in seconds',
    least: 1,
    most: 900,
    proposed: 30,
  },
  taskTimeoutSeconds: {
    question: 'How long may a task of a workflow take, in seconds',
    least: 1,
    most: 31_536_000,
    proposed: 300,
  },
  workflowTimeoutSeconds: {
    question: 'How long may a whole workflow take, in seconds',
    least: 1,
    most: 31_536_000,
    proposed: 3_600,
  },
  jobTimeoutMinutes: {
    question: 'How long may a job or a build run, in minutes',
    least: 1,
    most: 10_080,
    proposed: 60,
  },
  retries: { question: 'How often is a failing delivery tried again', least: 0, most: 185, proposed: 3 },
  receives: {
    question: 'How often is a message received before it goes to the dead-letter queue',
    least: 1,
    most: 1_000,
    proposed: 5,
  },
  eventAgeSeconds: {
    question: 'How long is an event worth another try, in seconds',
    least: 60,
    most: 21_600,
    proposed: 3_600,
  },
  concurrency: { question: 'How many pieces of work may run at once', least: 2, most: 1_000, proposed: 10 },
  requestsPerSecond: {
    question: 'How many requests a second does the backend bear',
    least: 1,
    most: 10_000,
    proposed: 50,
  },
  windowMinutes: {
    question: 'Within how many minutes may a schedule start its work',
    least: 1,
    most: 1_440,
    proposed: 15,
  },
  errorCachingSeconds: {
    question: 'For how many seconds may an error be answered from the cache',
    least: 0,
    most: 60,
    proposed: 5,
  },
  borrowTimeoutSeconds: {
    question: 'How long may a caller wait for a database connection, in seconds',
    least: 1,
    most: 3_600,
    proposed: 5,
  },
} as const satisfies Record<string, ValueDescription>;

/** Name of such a number, as in the `fix` block of the configuration. */
export type FixValueName = keyof typeof fixValues;

/** What people chose. */
export type FixValues = Readonly<Partial<Record<FixValueName, number | undefined>>>;

/** All names, in the order in which people are asked. */
export const fixValueNames = Object.keys(fixValues) as FixValueName[];

/** The values that messages propose, for those who take them on purpose. */
export const proposedValues: FixValues = Object.fromEntries(
  fixValueNames.map((name) => [name, fixValues[name].proposed]),
);

/** Why a number cannot be the value; undefined where it can. */
export function problemWithValue(name: FixValueName, value: number): string | undefined {
  const { least, most } = fixValues[name];
  return Number.isSafeInteger(value) && value >= least && value <= most
    ? undefined
    : `${name} must be a whole number from ${least} to ${most}`;
}
