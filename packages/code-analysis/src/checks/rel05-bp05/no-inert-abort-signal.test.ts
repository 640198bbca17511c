import { testCheck } from '../../testing/check-test.js';
import { noInertAbortSignal } from './no-inert-abort-signal.js';

testCheck(noInertAbortSignal, {
  violations: [
    // The name of a function says nothing about what its signal does.
    ...[
      `export const timeoutSignal = (ms) => new AbortController().signal;`,
      `export function timeoutSignal() { return undefined; }`,
    ].map((given) => ({
      code: `import { timeoutSignal } from './signals.js';\nexport const load = (url) => fetch(url, { signal: timeoutSignal(5_000) });`,
      files: { 'src/signals.ts': given },
      line: 2,
    })),
    {
      code: `const controller = new AbortController();\nfetch(url, { signal: controller.signal });`,
      message:
        /^Nobody aborts the controller of this signal, so nothing ends the call: without a timeout, fetch .*\. Pass/,
      line: 2,
      repaired: `const controller = new AbortController();\nfetch(url, { signal: AbortSignal.timeout(5_000) });`,
    },
    {
      code: `const { signal } = new AbortController();\nfetch(url, { signal });`,
      repaired: `const { signal } = new AbortController();\nfetch(url, { signal: AbortSignal.timeout(5_000) });`,
    },
    `const controller = new AbortController();\nconst { signal } = controller;\nfetch(url, { signal });`,
    `const controller = new AbortController();\nconst signal = controller.signal;\nfetch(url, { signal: signal });`,
    {
      code: `fetch(url, { signal: new AbortController().signal });`,
      repaired: `fetch(url, { signal: AbortSignal.timeout(5_000) });`,
    },
    {
      code: `fetch(url, { signal: undefined });`,
      message: /^There is no signal here, so nothing ends the call/,
      repaired: `fetch(url, { signal: AbortSignal.timeout(5_000) });`,
    },
    `fetch(url, { method: 'POST', signal: null });`,
    `async function load(url: string): Promise<unknown> {
  const controller: AbortController = new AbortController();
  const response = await fetch(url, { signal: controller.signal as AbortSignal });
  return response.json();
}`,
    `import axios from 'axios';\nconst controller = new AbortController();\naxios.get(url, { signal: controller.signal });`,
    { code: `const { signal } = new AbortController();\nfetch(a, { signal });\nfetch(b, { signal });`, count: 2 },
  ],
  sound: [
    `fetch(url, { signal: AbortSignal.timeout(5_000) });`,
    `fetch(url);`,
    `const controller = new AbortController();
setTimeout(() => controller.abort(), 5_000);
fetch(url, { signal: controller.signal });`,
    `const controller = new AbortController();
button.addEventListener('click', () => controller.abort());
fetch(url, { signal: controller.signal });`,
    // The controller escapes.
    `export const controller = new AbortController();\nfetch(url, { signal: controller.signal });`,
    `const controller = new AbortController();\nregister(controller);\nfetch(url, { signal: controller.signal });`,
    `function start() { const controller = new AbortController(); fetch(url, { signal: controller.signal }); return controller; }`,
    `class Loader { controller = new AbortController(); load(url) { return fetch(url, { signal: this.controller.signal }); } }`,
    // Another limit bounds the call.
    `import axios from 'axios';\nconst { signal } = new AbortController();\naxios.get(url, { signal, timeout: 5_000 });`,
    `import axios from 'axios';\naxios.get(url, { signal: undefined, timeout: 5_000 });`,
    `const { signal } = new AbortController();\nfetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });`,
    // Not these.
    `class AbortController { signal = { never: false }; }\nfetch(url, { signal: new AbortController().signal });`,
    `const options = { signal: undefined };\nsend(options);`,
    `export const load = (url: string, signal?: AbortSignal) => fetch(url, { signal });`,
  ],
});
