import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as analysis from '@faultline/code-analysis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../check.js';
import { CodeSession } from './code-session.js';

vi.mock('@faultline/code-analysis', { spy: true });

let root = '';
let session: CodeSession;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-session-')));
  session = new CodeSession();
  for (const [name, text] of Object.entries(project)) write(name, text);
});
afterEach(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

let written = 0;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  // Blanks give each text its own length, since clocks of file systems are coarse.
  writeFileSync(join(root, file), `${text}${' '.repeat((written += 1))}`);
}

const bounded =
  'export const load = (id) => fetch(`https://api.example/${id}`, { signal: AbortSignal.timeout(2000) });\n';
const unbounded = 'export const load = (id) => fetch(`https://api.example/${id}`);\n';
const project = {
  'package.json': '{ "name": "shop" }',
  'src/client.js': bounded,
  'src/orders.js': "import { load } from './client.js';\nexport const order = () => load('order');\n",
  'src/mail.js': "export const send = () => fetch('https://mail.example', { method: 'POST' });\n",
  'src/words.js': 'export const words = [];\n',
};

/** What a scan finds, and the names of the files that it judges for it. */
async function scan(): Promise<{ readonly found: readonly string[]; readonly judged: readonly string[] }> {
  vi.mocked(analysis.judgeFile).mockClear();
  const { verdicts } = await check({ cwd: root, preset: 'strict', only: 'code', session });
  const judged = vi.mocked(analysis.judgeFile).mock.calls.map(([, file]) => file.slice(root.length + 1));
  return { found: shown(verdicts), judged: judged.sort() };
}

async function anew(): Promise<readonly string[]> {
  return shown((await check({ cwd: root, preset: 'strict', only: 'code' })).verdicts);
}

type Verdicts = Awaited<ReturnType<typeof check>>['verdicts'];
const shown = (verdicts: Verdicts): readonly string[] =>
  verdicts.map(({ check: name, status, location, message }) =>
    [location?.file, location?.line, name, status, message].join(' '),
  );

describe('a session', () => {
  it('judges nothing again where nothing has changed', async () => {
    const first = await scan();
    expect(first.judged).toHaveLength(4);
    expect(first.found.length).toBeGreaterThan(0);
    expect(await scan()).toEqual({ found: first.found, judged: [] });
  });

  it('judges what has changed, and what hangs on it', async () => {
    const before = await scan();
    write('src/client.js', unbounded);
    const after = await scan();
    expect(after.judged).toContain('src/client.js');
    expect(after.judged).not.toContain('src/mail.js');
    expect(after.judged).not.toContain('src/words.js');
    expect(after.found).not.toEqual(before.found);
    expect(after.found).toEqual(await anew());
  });

  it('leaves alone what a change says nothing new to', async () => {
    await scan();
    write('src/client.js', `${bounded}// The shop's own.`);
    const { found, judged } = await scan();
    expect(judged).toEqual(['src/client.js']);
    expect(found).toEqual(await anew());
  });

  it.each<[string, () => void]>([
    ['a new file', () => write('src/stock.js', unbounded)],
    ['a file that is gone', () => rmSync(join(root, 'src/mail.js'))],
    ['a manifest', () => write('package.json', '{ "name": "shop", "dependencies": { "react-dom": "19" } }')],
    ['a tsconfig', () => write('tsconfig.json', '{}')],
  ])('knows %s', async (_, change) => {
    await scan();
    change();
    const { found } = await scan();
    expect(found).toEqual(await anew());
  });

  it('hears comments that are written into a file', async () => {
    await scan();
    write(
      'src/mail.js',
      `/* eslint-disable faultline/require-http-timeout -- answered at once */\n${project['src/mail.js']}`,
    );
    const { verdicts } = await check({ cwd: root, preset: 'strict', only: 'code', session });
    const timeout = verdicts.find(
      ({ check: name, location }) => name === 'require-http-timeout' && location?.file === 'src/mail.js',
    );
    expect(timeout?.status).toBe('suppressed');
  });

  it('judges again what another preset asks for', async () => {
    const strict = await scan();
    await check({ cwd: root, preset: 'recommended', only: 'code', session });
    const { found } = await scan();
    expect(found).toEqual(strict.found);
  });
});

describe('a session that keeps what it finds', () => {
  /** Another process begins with what earlier ones have kept. */
  const next = (): void => void (session = new CodeSession(true));
  beforeEach(() => {
    vi.stubEnv('FAULTLINE_CACHE_DIR', join(root, '../', `${basename(root)}-cache`));
    next();
  });
  afterEach(() => rmSync(`${root}-cache`, { recursive: true, force: true }));

  it('spares the next process what has not changed', async () => {
    const first = await scan();
    expect(first.judged).toHaveLength(4);
    next();
    expect(await scan()).toEqual({ found: first.found, judged: [] });
  });

  it('has what changed judged again, with what hangs on it', async () => {
    await scan();
    write('src/client.js', unbounded);
    next();
    const { found, judged } = await scan();
    expect(judged).toEqual(expect.arrayContaining(['src/client.js', 'src/orders.js']));
    expect(judged).not.toContain('src/words.js');
    expect(found).toEqual(await anew());
  });

  it.each<[string, () => void]>([
    [
      'who imports a file',
      () => write('src/mail.js', "import { load } from './client.js';\nexport const send = () => load('mail');\n"),
    ],
    ['a new file', () => write('src/stock.js', "import { load } from './client.js';\nload('stock');\n")],
    ['a manifest', () => write('package.json', '{ "name": "shop", "dependencies": { "react-dom": "19" } }')],
    [
      'a configuration that is extended',
      () => write('tsconfig.base.json', '{ "compilerOptions": { "baseUrl": "src" } }'),
    ],
  ])('knows %s', async (_, change) => {
    await scan();
    change();
    next();
    const { found } = await scan();
    expect(found).toEqual(await anew());
  });

  it('goes on in the same process after a change', async () => {
    await scan();
    next();
    await scan();
    write('src/mail.js', bounded);
    const { found, judged } = await scan();
    expect(judged).toEqual(['src/mail.js']);
    expect(found).toEqual(await anew());
  });

  it('takes what nobody can read for nothing', async () => {
    const first = await scan();
    for (const name of readdirSync(`${root}-cache`)) writeFileSync(join(`${root}-cache`, name), '{ "files": [["a"');
    next();
    expect((await scan()).judged).toHaveLength(4);
    next();
    expect(await scan()).toEqual({ found: first.found, judged: [] });
  });
});
