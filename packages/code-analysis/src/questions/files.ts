import type { Question } from './question.js';

/** Text of a file; undefined when it cannot be read. */
export const textOfFile: Question<string, string | undefined> = {
  name: 'text of a file',
  keyOf: (file) => file,
  start: undefined,
  isGiven: true,
  answer: (engine, file) => engine.project.text(file),
};
