import { describe, expect, it } from 'vitest';
import { typescriptProblem } from './typescript-version.js';

describe('typescriptProblem', () => {
  it('accepts what is installed here, and what the parser works with', () => {
    expect(typescriptProblem()).toBeUndefined();
    for (const version of ['4.8.4', '5.0.2', '6.0.0']) expect(typescriptProblem(version)).toBeUndefined();
  });

  it('names a version that is too old, and what to do', () => {
    expect(typescriptProblem('3.9.10')).toMatch(
      /finds TypeScript 3\.9\.10 and needs 4\.8 or later; install a newer one/,
    );
    expect(typescriptProblem('4.7.4')).toMatch(/4\.7\.4/);
  });
});
