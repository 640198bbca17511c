import { z } from 'zod';

/** A calendar day. ISO days compare as texts. */
const day = z.iso.date('expected a day such as 2026-11-20');

/** What people answered to a question. */
const answerSchema = z
  .strictObject({
    /** The answer, in words. */
    answer: z.string().trim().min(1),
    /** Who stands for it: a person or a team. */
    owner: z.string().trim().min(1),
    /** Day of the answer. */
    date: day,
    /** Last day on which the answer counts. */
    reviewBy: day,
    /** False where the answer admits that the workload does not do what is asked about; true when absent. */
    satisfied: z.boolean().optional(),
  })
  .refine(({ date, reviewBy }) => date <= reviewBy, {
    path: ['reviewBy'],
    message: 'expected a day that is not before the date of the answer',
  });

/** Answers by the id of their question. */
export const answersSchema = z.record(z.string(), answerSchema);

/** What people answered to a question. */
export type Answer = z.infer<typeof answerSchema>;

/** Answers by the id of their question. */
export type Answers = Readonly<Record<string, Answer>>;
