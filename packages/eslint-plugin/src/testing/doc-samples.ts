/** A sample in a rule's page. */
export interface DocSample {
  /** Line of its first line of code in the page, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** The samples of a rule's page under the headings "Fails" and "Passes". */
export interface DocSamples {
  readonly fails: readonly DocSample[];
  readonly passes: readonly DocSample[];
}

/** Reads the samples of a page: fenced blocks, by the heading of second level above them. */
export function docSamples(page: string): DocSamples {
  const samples: Record<string, DocSample[]> = {};
  let heading = '';
  let open: { line: number; language: string; code: string[] } | undefined;
  for (const [index, line] of page.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line);
    if (open && fence) {
      (samples[heading] ??= []).push({ ...open, code: open.code.join('\n') });
      open = undefined;
    } else if (open) open.code.push(line);
    else if (fence) open = { line: index + 2, language: fence[1] ?? '', code: [] };
    else if (line.startsWith('## ')) heading = line.slice(3).trim();
  }
  return { fails: samples['Fails'] ?? [], passes: samples['Passes'] ?? [] };
}
