import { describe, expect, it } from 'vitest';
import { withAgentLines } from './agents.js';

const npm = { name: 'npm', install: 'npm ci', add: 'npm install --save-dev', run: 'npx' } as const;

describe('withAgentLines', () => {
  it('starts a file, and names commands as the package manager runs them', () => {
    const text = withAgentLines(undefined, { ...npm, run: 'pnpm exec' });
    expect(text).toMatch(/^## Reliability\n\n- /);
    expect(text).toContain('`pnpm exec faultline check --changed --format agent`');
  });

  it('goes behind what is there, in its line ends', () => {
    expect(withAgentLines('# Shop\r\n\r\nUse tabs.\r\n', npm)).toMatch(
      /^# Shop\r\n\r\nUse tabs\.\r\n\r\n## Reliability\r\n\r\n- After/,
    );
  });

  it('leaves a file alone that speaks of it', () => {
    expect(withAgentLines('Run `npx faultline check` before you commit.\n', npm)).toBeUndefined();
  });
});
