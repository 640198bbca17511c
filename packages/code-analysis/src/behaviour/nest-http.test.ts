import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasPlainHttpModule } from './nest-http.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-nest-')));
  mkdirSync(path.join(root, 'src/pay/use-cases'), { recursive: true });
  writeFileSync(path.join(root, 'package.json'), '{}');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (name: string, text: string) => {
  writeFileSync(path.join(root, name), text);
};
const ask = () => hasPlainHttpModule(path.join(root, 'src/pay/use-cases/charge.ts'));
const importing = `import { HttpModule } from '@nestjs/axios';\n`;
const plain = `${importing}@Module({ imports: [HttpModule, Shared] })\nexport class Pay {}`;
const registered = `${importing}@Module({ imports: [HttpModule.register({ timeout: 5000 })] })\nexport class Pay {}`;

it('takes the nearest module above', () => {
  write('src/pay/pay.module.ts', plain);
  write('src/app.module.ts', registered);
  expect(ask()).toBe(true);
});

it('knows nothing where the module takes options', () => {
  write('src/pay/pay.module.ts', registered);
  write('src/app.module.ts', plain);
  expect(ask()).toBe(false);
});

it('passes by modules that have nothing to do with it', () => {
  write('src/pay/pay.module.ts', `@Module({ imports: [Shared] })\nexport class Pay {}`);
  write('src/app.module.ts', plain);
  expect(ask()).toBe(true);
});

it('knows nothing where one of several modules takes options', () => {
  write('src/pay/pay.module.ts', plain);
  write('src/pay/refund.module.ts', registered);
  expect(ask()).toBe(false);
});

it('knows nothing where the module sets defaults of the instance', () => {
  write('src/pay/pay.module.ts', `${plain}\nhttp.axiosRef.defaults.timeout = 5000;`);
  expect(ask()).toBe(false);
});

it('looks no further than the package', () => {
  write('other.module.ts', plain);
  write('src/pay/package.json', '{}');
  expect(ask()).toBeUndefined();
  expect(hasPlainHttpModule('src/pay.ts')).toBeUndefined();
});
