import { testCheck } from '../../testing/check-test.js';
import { requireErrorListener } from './require-error-listener.js';

const fs = `import { createReadStream, createWriteStream } from 'node:fs';\n`;
const axios = `import axios from 'axios';\nimport { createWriteStream } from 'node:fs';\n`;

testCheck(requireErrorListener, {
  violations: [
    {
      code: `${axios}export async function keep(url, path) { const out = createWriteStream(path); const answer = await axios({ url, responseType: 'stream' }); answer.data.pipe(out); await new Promise((done, fail) => { out.on('finish', done); out.on('error', fail); }); }`,
      message:
        /^`pipe` hands on no failure of `answer\.data`, so when the other side breaks off, `out` is never ended and whoever waits for it waits for ever\. Use `pipeline`/,
    },
    `const axios = require('axios');\nmodule.exports = (url, out) => axios.get(url, { responseType: 'stream' }).then((response) => { response.data.on('data', () => {}); response.data.pipe(out); });`,
    `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\nexport async function send(key, res) { const object = await s3.send(new GetObjectCommand({ Bucket: 'rows', Key: key })); object.Body.pipe(res); }`,
    {
      code: `${fs}export const send = (path, res) => { createReadStream(path).pipe(res); };`,
      message:
        /^Nothing listens for the `error` event of `createReadStream\(path\)`.*uncaught exception, which ends the process/,
    },
    `const fs = require('fs');\nmodule.exports = (path, out) => { const rows = fs.createReadStream(path); rows.pipe(out); out.on('error', console.error); };`,
    `export const copy = (bucket, id, to) => { const from = bucket.openDownloadStream(id); from.pipe(to); };`,
    {
      code: `import https from 'node:https';\nexport const ask = (options) => new Promise((resolve, reject) => { https.request(options, (answer) => { answer.on('end', resolve); answer.on('error', reject); }).end(); });`,
      message:
        /^Nothing listens for the `error` event of `https\.request`, so a connection that fails is an uncaught exception/,
    },
    `const http = require('http');\nhttp.get('http://api.example.com/', (answer) => { answer.resume(); });`,
    `import { request } from 'http';\nexport function tell(options, text) { const asked = request(options); asked.write(text); asked.end(); }`,
    {
      code: `import { get } from 'node:https';\nimport { createWriteStream } from 'node:fs';\nexport const keep = (url) => { get(url, (answer) => { answer.pipe(createWriteStream('a')); }).on('error', console.error); };`,
      message: /^`pipe` hands on no failure of `answer`/,
    },
  ],
  sound: [
    `${axios}import { pipeline } from 'node:stream/promises';\nexport async function keep(url, path) { const answer = await axios({ url, responseType: 'stream' }); await pipeline(answer.data, createWriteStream(path)); }`,
    `${axios}export async function keep(url, out) { const answer = await axios({ url, responseType: 'stream' }); answer.data.on('error', (error) => out.destroy(error)); answer.data.pipe(out); }`,
    `${axios}import { finished } from 'node:stream/promises';\nexport async function keep(url, out) { const answer = await axios({ url, responseType: 'stream' }); answer.data.pipe(out); await finished(answer.data); }`,
    `${fs}export const send = (path, res) => { createReadStream(path).on('error', () => res.sendStatus(404)).pipe(res); };`,
    `${fs}export const send = (path, res) => { const rows = createReadStream(path); rows.once('error', () => res.end()); rows.pipe(res); };`,
    `import https from 'node:https';\nexport const ask = (options) => new Promise((resolve, reject) => { https.request(options, resolve).on('error', reject).end(); });`,
    `const http = require('http');\nmodule.exports = (options, fail) => { const asked = http.request(options, (answer) => answer.resume()); asked.on('error', fail); asked.end(); };`,
    // Streams of which nothing shows that a dependency is behind them, and other things with these names.
    `export const copy = (from, to) => { from.pipe(to); };`,
    `import { of, map } from 'rxjs';\nexport const all = of(1).pipe(map((one) => one));`,
    `import { http } from './http';\nexport const ask = () => { http.request({}); };`,
    `import axios from 'axios';\nexport const send = async (url, res) => { const answer = await axios.get(url); answer.data.pipe(res); };`,
  ],
  undetermined: [
    {
      code: `import { request } from 'node:https';\nimport { watch } from './watch';\nexport function tell(options) { const asked = request(options); watch(asked); asked.end(); }`,
      message: /because it is handed to other code/,
    },
    `import https from 'node:https';\nexport const ask = (options) => https.request(options);`,
  ],
});
