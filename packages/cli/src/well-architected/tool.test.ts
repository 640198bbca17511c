import { expect, it } from 'vitest';
import { openReview } from './tool.js';

const target = {
  workloadId: '0123456789abcdef0123456789abcdef',
  lensAlias: 'wellarchitected',
  pillarId: 'reliability',
};

it('says which package is missing, and how to get it', async () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(openReview(target, () => Promise.reject(missing))).rejects.toThrow(
    "--workload-id needs the package @aws-sdk/client-wellarchitected, which is not installed: run 'npm install --save-dev @aws-sdk/client-wellarchitected'.",
  );
});

it('hides no other fault of loading it', async () => {
  const broken = new SyntaxError('Unexpected token');
  await expect(openReview(target, () => Promise.reject(broken))).rejects.toBe(broken);
});
