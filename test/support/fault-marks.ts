import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mark = /^\s*\/\/ fault: (?<checks>[a-z0-9-]+(?:, [a-z0-9-]+)*)$/;

/**
 * The faults that a workload marks in its own source, each as `file:line check`, sorted.
 * A mark is a comment of its own, `// fault: check-name, other-check`, on the line above the fault.
 */
export function faultMarks(folder: string): string[] {
  const files = ['bin', 'lib', 'src'].flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => `${part}/${name}`),
  );
  return files
    .flatMap((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      return lines.flatMap((line, index) => {
        const checks = mark.exec(line)?.groups?.['checks']?.split(', ') ?? [];
        return checks.map((check) => `${file}:${index + 2} ${check}`);
      });
    })
    .sort();
}
