import type { Program } from './types.js';

const chat = `{ model: 'm', messages: [{ role: 'user', content: 'hi' }] }`;

/** Models behind the SDKs of those who run them. */
export const modelPrograms: readonly Program[] = [
  {
    package: 'openai',
    versions: '>=4.0.0',
    single: { maxRetries: 0 },
    text: `import OpenAI from 'openai';
      export default (client, call) => new OpenAI({ apiKey: 'k', ...client }).chat.completions.create(${chat}, call);`,
  },
  {
    package: '@anthropic-ai/sdk',
    single: { maxRetries: 0 },
    text: `import Anthropic from '@anthropic-ai/sdk';
      export default (client, call) => new Anthropic({ apiKey: 'k', ...client }).messages.create({ max_tokens: 9, ...${chat} }, call);`,
  },
  {
    package: 'groq-sdk',
    single: { maxRetries: 0 },
    text: `import Groq from 'groq-sdk';
      export default (client, call) => new Groq({ apiKey: 'k', ...client }).chat.completions.create(${chat}, call);`,
  },
  {
    package: '@google/genai',
    text: `import { GoogleGenAI } from '@google/genai';
      export default (client, call) => new GoogleGenAI({ apiKey: 'k', ...client }).models.generateContent({ model: 'm', contents: 'hi', ...call });`,
  },
  {
    package: '@mistralai/mistralai',
    text: `import { Mistral } from '@mistralai/mistralai';
      export default (client, call) => new Mistral({ apiKey: 'k', ...client }).chat.complete(${chat}, call);`,
  },
  {
    package: 'cohere-ai',
    single: { maxRetries: 0 },
    text: `import * as module from 'cohere-ai';
      const { CohereClientV2 } = module.CohereClientV2 ? module : module.default;
      export default (client, call) => new CohereClientV2({ token: 't', ...client }).chat(${chat}, call);`,
  },
  {
    package: 'replicate',
    text: `import Replicate from 'replicate';
      export default (client, call) => new Replicate({ auth: 't', ...client }).run('a/b:c'.padEnd(68, '0'), { input: {}, ...call });`,
  },
  {
    package: '@elevenlabs/elevenlabs-js',
    single: { maxRetries: 0 },
    text: `import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
      export default (client, call) => new ElevenLabsClient({ apiKey: 'k', ...client }).voices.get('v', {}, call);`,
  },
  {
    package: '@deepgram/sdk',
    versions: '>=5.0.0',
    single: { maxRetries: 0 },
    text: `import { DeepgramClient } from '@deepgram/sdk';
      export default (client, call) => new DeepgramClient({ apiKey: 'k', ...client }).manage.v1.projects.list(call);`,
  },
  ...[
    ['6.0.0', '3'],
    ['5.0.0', '2'],
    ['4.0.0', '1'],
  ].map(([from = '', provider = '']) => ({
    package: 'ai',
    versions: `>=${from} <${Number.parseInt(from, 10) + 1}.0.0`,
    beside: [`@ai-sdk/openai@${provider}`, 'zod@3'],
    text: `import { generateText } from 'ai';
      import { createOpenAI } from '@ai-sdk/openai';
      export default (_, call) => generateText({ model: createOpenAI({ apiKey: 'k' }).chat('gpt-4o'), prompt: 'hi', ...call });`,
  })),
];
