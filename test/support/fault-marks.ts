import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mark = /^\s*\/\/ fault: (?<checks>[a-z0-9-]+(?:, [a-z0-9-]+)*)$/;

/**
 * The faults that a source file marks, each as `file:line check`.
 * A mark is a comment of its own, `// fault: check-name, other-check`, on the line above the fault.
 * @param file name to give in the result
 */
export function marksIn(text: string, file: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const checks = mark.exec(line)?.groups?.['checks']?.split(', ') ?? [];
    return checks.map((check) => `${file}:${index + 2} ${check}`);
  });
}

/** A source file with an empty line for each mark. */
export function withoutMarks(text: string): string {
  return text
    .split('\n')
    .map((line) => (mark.test(line) ? '' : line))
    .join('\n');
}

/** The faults that a workload marks in its own source, sorted. */
export function faultMarks(folder: string): string[] {
  const parts = ['bin', 'lib', 'src'].filter((part) => existsSync(join(folder, part)));
  const files = parts.flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`));
  return files.flatMap((file) => marksIn(readFileSync(join(folder, file), 'utf8'), file)).sort();
}
