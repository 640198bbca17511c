import type { Program } from './types.js';

export const commercePrograms: readonly Program[] = [
  {
    package: '@paypal/paypal-server-sdk',
    text: `import { Client, OrdersController } from '@paypal/paypal-server-sdk';
      const clientCredentialsAuthCredentials = { oAuthClientId: 'i', oAuthClientSecret: 's' };
      export default (client) => new OrdersController(new Client({ clientCredentialsAuthCredentials, ...client })).getOrder({ id: '1' });`,
  },
  {
    package: '@adyen/api-library',
    text: `import adyen from '@adyen/api-library';
      const { Client, CheckoutAPI } = adyen;
      export default (client) => new CheckoutAPI(new Client({ apiKey: 'k', environment: 'TEST', ...client })).PaymentsApi.paymentMethods({ merchantAccount: 'm' });`,
  },
  {
    package: 'braintree',
    text: `import braintree from 'braintree';
      const gateway = new braintree.BraintreeGateway({ environment: braintree.Environment.Sandbox, merchantId: 'm', publicKey: 'p', privateKey: 's' });
      export default () => gateway.clientToken.generate({});`,
  },
  {
    package: 'razorpay',
    text: `import Razorpay from 'razorpay';
      export default (client) => new Razorpay({ key_id: 'k', key_secret: 's', ...client }).orders.create({ amount: 1, currency: 'INR' });`,
  },
  {
    package: '@mollie/api-client',
    text: `import mollie from '@mollie/api-client';
      export default (client) => (mollie.createMollieClient ?? mollie)({ apiKey: 'test_'.padEnd(35, 'x'), ...client }).payments.get('tr_1');`,
  },
  {
    package: '@paddle/paddle-node-sdk',
    text: `import { Paddle } from '@paddle/paddle-node-sdk';
      export default () => new Paddle('key').products.get('pro_1');`,
  },
  {
    package: '@easypost/api',
    text: `import EasyPost from '@easypost/api';
      export default (client) => new (EasyPost.default ?? EasyPost)('key', client).Address.retrieve('adr_1');`,
  },
  {
    package: 'shippo',
    text: `import { Shippo } from 'shippo';
      export default (client, call) => new Shippo({ apiKeyHeader: 'k', ...client }).addresses.get('1', call);`,
  },
  {
    package: 'chargebee',
    text: `import Chargebee from 'chargebee';
      export default (client) => new Chargebee({ site: 's', apiKey: 'k', ...client }).customer.retrieve('1');`,
  },
  {
    package: '@qdrant/js-client-rest',
    text: `import { QdrantClient } from '@qdrant/js-client-rest';
      export default (client) => new QdrantClient({ url: 'https://q.example.com', checkCompatibility: false, ...client }).getCollections();`,
  },
  {
    package: '@pinecone-database/pinecone',
    text: `import { Pinecone } from '@pinecone-database/pinecone';
      export default (client) => new Pinecone({ apiKey: 'k', ...client }).index('i', 'https://i.example.com').describeIndexStats();`,
  },
];
