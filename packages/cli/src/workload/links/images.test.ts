import { describe, expect, it } from 'vitest';
import { readDockerfile } from './dockerfile.js';
import { handlerOfImage, modulesStarted } from './image-start.js';
import { originsInBuild } from './image-origins.js';

const node = 'FROM node:22\nWORKDIR /app\n';
const lambda = 'FROM public.ecr.aws/lambda/nodejs:22\n';

/** The first place in the folder of the build of what an image starts. */
function first(dockerfile: string, files: Readonly<Record<string, string>> = {}): string | undefined {
  return modulesStarted(readDockerfile(dockerfile), {}, (path) => files[path])[0];
}

describe('what a container runs first', () => {
  it.each([
    ['a module', `${node}COPY . .\nCMD ["node", "src/server.js"]`, 'src/server'],
    ['a shell command', `${node}COPY . .\nCMD node --require ./trace.js src/server.mjs`, 'src/server'],
    ['what is copied from a folder', `${node}COPY dist ./\nCMD ["node", "./web/main.js"]`, 'dist/web/main'],
    ['a file that is copied', `${node}COPY out/app.js server.js\nCMD ["node", "server"]`, 'out/app'],
    ['an entrypoint with its command', `${node}COPY . .\nENTRYPOINT ["tini", "--", "node"]\nCMD ["lib/a.js"]`, 'lib/a'],
    [
      'what another stage builds',
      `FROM node:22 AS build\nWORKDIR /src\nCOPY . .\nRUN npm run build\n${node}COPY --from=build /src/dist ./dist\nCMD ["node", "dist/index.js"]`,
      'dist/index',
    ],
    [
      'a stage that begins with another',
      `${node.replace('22\n', '22 AS base\n')}COPY api/ .\nFROM base\nCMD ["npx", "tsx", "watch", "main.ts"]`,
      'api/main',
    ],
    ['a variable', `${node}ENV ENTRY=src/a.js\nCOPY . .\nCMD ["node", "$ENTRY"]`, 'src/a'],
    ['continued lines', `${node}# comment\nCOPY \\\n  src \\\n  ./lib/\nCMD [ "node", \\\n "lib/a.js" ]`, 'src/a'],
  ])('is %s', (_, dockerfile, wanted) => {
    expect(first(dockerfile)).toBe(wanted);
  });

  it('is what scripts of manifests and of the shell end with', () => {
    const files = {
      'package.json': '{ "scripts": { "start": "NODE_ENV=production node dist/main.js", "serve": "npm run start" } }',
      'api/run.sh': '#!/bin/sh\nset -e\nnpm run migrate\nexec npx tsx src/agent.ts\n',
    };
    expect(first(`${node}COPY . .\nCMD npm start`, files)).toBe('dist/main');
    expect(first(`${node}COPY . .\nCMD ["yarn", "serve"]`, files)).toBe('dist/main');
    expect(first(`${node}COPY . .\nWORKDIR /app/api\nCMD ["./run.sh"]`, files)).toBe('api/src/agent');
    expect(first(`${node}COPY . .\nENTRYPOINT ["sh"]\nCMD ["api/run.sh"]`, files)).toBe('src/agent');
  });

  it.each([
    ['another language', 'FROM python:3\nCOPY . .\nCMD ["python", "app.py"]'],
    ['a server that is no module', 'FROM nginx\nCOPY dist /usr/share/nginx/html'],
    ['a script that is not there', `${node}COPY . .\nCMD ["npm", "start"]`],
    ['nothing', ''],
  ])('is not told of %s', (_, dockerfile) => {
    expect(first(dockerfile)).toBeUndefined();
  });

  it('is what the task says in its place', () => {
    const stages = readDockerfile(`${node}COPY . .\nCMD ["node", "server.js"]`);
    expect(modulesStarted(stages, { command: ['node', 'worker.js'] }, () => undefined)[0]).toBe('worker');
  });
});

describe('the handler of an image', () => {
  it.each([
    ['its command', `${lambda}CMD ["app.handler"]`, 'app.handler'],
    ['shell form', `${lambda}CMD app.handler`, 'app.handler'],
    ['the client of the runtime', `${node}ENTRYPOINT ["npx", "aws-lambda-ric"]\nCMD ["a.run"]`, 'a.run'],
    ['a web server behind an adapter', `${lambda}ENTRYPOINT ["sh"]\nCMD ["run.sh"]`, undefined],
    ['a server', `${node}CMD ["node", "server.js"]`, undefined],
  ])('is read from %s', (_, dockerfile, wanted) => {
    expect(handlerOfImage(readDockerfile(dockerfile), {})).toBe(wanted);
  });

  it.each([
    ['the task root', `${lambda}COPY src/ \${LAMBDA_TASK_ROOT}/\n`, 'app', 'src/app'],
    ['a bundle', `${lambda}COPY . .\nRUN npx esbuild jobs/main.ts --bundle --outfile=app.mjs\n`, 'app', 'jobs/main'],
    [
      'bundles of another stage',
      `FROM node AS builder\nWORKDIR /build\nCOPY packages/ packages/\nRUN cd packages/jobs && npx esbuild src/*.ts --bundle --outdir=dist\n${lambda}COPY --from=builder /build/packages/jobs/dist/. ./\n`,
      'app',
      'packages/jobs/src/app',
    ],
    [
      'a script that bundles',
      `FROM node AS builder\nWORKDIR /build\nCOPY ./ ./\nRUN cd bot && npm run bundle\n${lambda}COPY --from=0 /build/bot/dist ./\n`,
      'app',
      'bot/src/app',
    ],
  ])('is made from %s', (_, dockerfile, module, wanted) => {
    const files: Record<string, string> = {
      'bot/package.json': '{ "scripts": { "bundle": "esbuild src/app.ts src/other.ts --bundle --outdir=dist" } }',
    };
    const stages = readDockerfile(dockerfile);
    expect(originsInBuild(stages, `/var/task/${module}`, (path) => files[path])[0]).toBe(wanted);
  });
});
