import { bestPractice, type BestPracticeId, type Source } from '@faultline/catalog';

/** The page of a best practice as a source. */
export function practiceSource(id: BestPracticeId): Source {
  const { title, url } = bestPractice(id);
  return { title: `${id} ${title}`, url };
}
