import { testCheck } from '../../testing/check-test.js';
import { noLocalFileState } from './no-local-file-state.js';

const express = (top: string, routes: string) =>
  `import express from 'express';\nimport fs from 'node:fs/promises';\nimport path from 'node:path';\nconst app = express();\n${top}\n${routes}`;
const upload = `app.put('/files/:name', async (req, res) => { await fs.writeFile(path.join(FILES, req.params.name), req.body); res.end(); });`;
const download = `app.get('/files/:name', async (req, res) => { res.end(await fs.readFile(path.join(FILES, req.params.name))); });`;
const folder = `const FILES = './files';`;

testCheck(noLocalFileState, {
  violations: [
    {
      code: express(folder, `${upload}\n${download}`),
      message:
        /^`fs\.writeFile` leaves a file under `FILES` on the disk of one instance, so .+\. Keep it in object storage/,
      line: 6,
    },
    express(
      folder,
      `${upload}\napp.get('/files/:name', (req, res) => { res.sendFile(path.join(FILES, req.params.name)); });`,
    ),
    // Read, changed and written: the data of the service are in the file.
    express(
      '',
      `app.post('/todos', async (req, res) => { const todos = JSON.parse(await fs.readFile('data/todos.json', 'utf8')); todos.push(req.body); await fs.writeFile('data/todos.json', JSON.stringify(todos)); res.end(); });`,
    ),
    // Through functions of the file.
    express(
      `const fileOf = (id) => path.join('data', id);\nasync function save(id, data) { await fs.writeFile(fileOf(id), data); }\nasync function find(id) { return fs.readFile(fileOf(id)); }`,
      `app.put('/a/:id', async (req, res) => { await save(req.params.id, req.body); res.end(); });\napp.get('/a/:id', async (req, res) => { res.end(await find(req.params.id)); });`,
    ),
    `const fs = require('fs');\nexports.handler = async (event, context) => {\n  const last = fs.readFileSync('/tmp/last.json', 'utf8');\n  fs.writeFileSync('/tmp/last.json', JSON.stringify(event));\n  return last;\n};`,
  ],
  sound: [
    // Scratch files that the same call removes.
    express(
      '',
      `app.post('/pdf', async (req, res) => { await fs.writeFile('/tmp/in.html', req.body); await convert('/tmp/in.html'); await fs.unlink('/tmp/in.html'); res.end(); });`,
    ),
    express(
      '',
      `app.post('/pdf', async (req, res) => { const dir = await fs.mkdtemp('/tmp/pdf-'); await fs.writeFile(path.join(dir, 'in.html'), req.body); await convert(dir); res.end(); });`,
    ),
    // Written and read in one run.
    express(
      '',
      `app.post('/pdf', async (req, res) => { await fs.writeFile('/tmp/in.html', req.body); await convert('/tmp/in.html'); res.end(await fs.readFile('/tmp/in.html')); });`,
    ),
    // A file system that all instances mount.
    express(`const FILES = '/mnt/files';`, `${upload}\n${download}`),
    express(`const FILES = process.env.EFS_FILES;`, `${upload}\n${download}`),
    // Fetched again where it is missing.
    `import { existsSync, readFileSync, writeFileSync } from 'node:fs';\nimport { fetchModel } from './models';\nexports.handler = async (event, context) => {\n  if (!existsSync('/tmp/model.bin')) writeFileSync('/tmp/model.bin', await fetchModel());\n  return run(readFileSync('/tmp/model.bin'), event);\n};`,
    // Read only, or written only.
    express(folder, download),
    express('', `app.post('/log', async (req, res) => { await fs.appendFile('access.log', req.url); res.end(); });`),
    // A tool.
    `#!/usr/bin/env node\nimport fs from 'node:fs';\nexport const load = () => fs.readFileSync('state.json');\nexport const save = (data) => fs.writeFileSync('state.json', data);`,
    // Another module of the same name.
    `import fs from 'memfs';\nexport const load = () => fs.readFileSync('state.json');\nexport const save = (data) => fs.writeFileSync('state.json', data);`,
  ],
  undetermined: [
    `import fs from 'node:fs';\nexport const load = () => fs.readFileSync('state.json');\nexport const save = (data) => fs.writeFileSync('state.json', data);`,
    `import fs from 'fs-extra';\nexport class Files {\n  async store(key, body) { const target = this.pathOf(key); await fs.writeFile(target, body); }\n  async find(key) { return fs.createReadStream(this.pathOf(key)); }\n  pathOf(key) { return root + key; }\n}`,
  ],
});
