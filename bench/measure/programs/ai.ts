import type { Program } from './types.js';

export const aiPrograms: readonly Program[] = [
  {
    package: '@langchain/openai',
    single: { maxRetries: 0 },
    text: `import { ChatOpenAI } from '@langchain/openai';
      export default (client, call) => new ChatOpenAI({ apiKey: 'k', model: 'gpt-4o', ...client }).invoke('hi', call);`,
  },
  {
    package: '@langchain/anthropic',
    single: { maxRetries: 0 },
    text: `import { ChatAnthropic } from '@langchain/anthropic';
      export default (client, call) => new ChatAnthropic({ apiKey: 'k', model: 'claude-sonnet-4-5', ...client }).invoke('hi', call);`,
  },
  {
    package: '@langchain/google-genai',
    single: { maxRetries: 0 },
    text: `import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
      export default (client, call) => new ChatGoogleGenerativeAI({ apiKey: 'k', model: 'gemini-2.0-flash', ...client }).invoke('hi', call);`,
  },
  {
    package: '@modelcontextprotocol/sdk',
    inProcess: true,
    text: `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
      const transport = { start: async () => {}, close: async () => {}, send: async (message) => {
        if (message.method !== 'initialize') return;
        const result = { protocolVersion: message.params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
        setImmediate(() => transport.onmessage({ jsonrpc: '2.0', id: message.id, result }));
      } };
      export default async (_, call) => {
        const client = new Client({ name: 'c', version: '1' });
        await client.connect(transport);
        await client.callTool({ name: 't', arguments: {} }, undefined, call);
      };`,
  },
  {
    package: 'ollama',
    text: `import { Ollama } from 'ollama';
      export default (client) => new Ollama({ host: 'https://o.example.com', ...client }).chat({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });`,
  },
  {
    package: 'chromadb',
    text: `import { ChromaClient } from 'chromadb';
      export default (client) => new ChromaClient({ host: 'c.example.com', ssl: true, ...client }).listCollections();`,
  },
  {
    package: '@huggingface/inference',
    alone: true,
    text: `import { InferenceClient } from '@huggingface/inference';
      export default (_, call) => new InferenceClient('hf_k', { endpointUrl: 'https://h.example.com' }).textGeneration({ inputs: 'hi' }, call);`,
  },
  {
    package: 'together-ai',
    single: { maxRetries: 0 },
    text: `import Together from 'together-ai';
      export default (client, call) => new Together({ apiKey: 'k', ...client }).chat.completions.create({ model: 'm', messages: [] }, call);`,
  },
  {
    package: '@google/generative-ai',
    text: `import { GoogleGenerativeAI } from '@google/generative-ai';
      export default (client, call) => new GoogleGenerativeAI('k').getGenerativeModel({ model: 'm' }, client).generateContent('hi', call);`,
  },
  {
    package: 'assemblyai',
    text: `import { AssemblyAI } from 'assemblyai';
      export default (client) => new AssemblyAI({ apiKey: 'k', ...client }).transcripts.get('1');`,
  },
  {
    package: 'exa-js',
    text: `import Exa from 'exa-js';
      export default () => new Exa('k').search('hi');`,
  },
  {
    package: '@tavily/core',
    text: `import { tavily } from '@tavily/core';
      export default (client, call) => tavily({ apiKey: 'k', ...client }).search('hi', call);`,
  },
  {
    package: 'langfuse',
    text: `import { Langfuse } from 'langfuse';
      export default (client) => new Langfuse({ publicKey: 'p', secretKey: 's', ...client }).fetchTraces();`,
  },
];
