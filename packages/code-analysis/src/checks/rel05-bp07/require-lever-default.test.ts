import { testCheck } from '../../testing/check-test.js';
import { requireLeverDefault } from './require-lever-default.js';

const ld = `import * as ld from '@launchdarkly/node-server-sdk';\nconst client = ld.init(process.env.LD_KEY);\n`;
const openFeature = `import { OpenFeature } from '@openfeature/server-sdk';\nconst flags = OpenFeature.getClient();\n`;
const appConfig = `import { getAppConfig } from '@aws-lambda-powertools/parameters/appconfig';\n`;
const options = `{ application: 'shop', environment: 'prod', transform: 'json' }`;
const flagsmith = (given: string) =>
  `import Flagsmith from 'flagsmith-nodejs';\nconst flagsmith = new Flagsmith({ environmentKey: key${given} });\n`;
const agent = 'http://localhost:2772/applications/shop/environments/prod/configurations/flags';
const inHandler = (body: string) => `export const handler = async (event, context) => { ${body} };`;

testCheck(requireLeverDefault, {
  violations: [
    {
      code: `${ld}export const on = (context) => client.variation('checkout', context);`,
      message: /^While LaunchDarkly cannot be asked, `variation` answers `undefined` here.*\. Give it the safe one: /,
      line: 3,
    },
    `${ld}export const on = (context) => client.boolVariation('checkout', context, undefined);`,
    `${openFeature}export const on = async () => flags.getBooleanValue('checkout');`,
    `import { getClient } from 'configcat-node';\nconst client = getClient(key);\nexport const on = () => client.getValueAsync('checkout');`,
    {
      code: `${appConfig}${inHandler(`const flags = await getAppConfig('flags', ${options}); return flags.checkout;`)}`,
      message: /^`getAppConfig` throws .*, so the work fails together with the flag service\. Go on with safe values/,
    },
    {
      code: `${appConfig}const flags = await getAppConfig('flags', ${options});\n${inHandler('return flags.checkout;')}`,
      message: /the module cannot be loaded/,
    },
    `${appConfig}async function load() { return getAppConfig('flags', ${options}); }\n${inHandler('return (await load()).checkout;')}`,
    `${appConfig}${inHandler(`try { return await getAppConfig('flags', ${options}); } catch (error) { log(error); throw error; }`)}`,
    `import { AppConfigProvider } from '@aws-lambda-powertools/parameters/appconfig';\nconst provider = new AppConfigProvider({ environment: 'prod' });\n${inHandler(`return provider.get('flags');`)}`,
    `${flagsmith('')}${inHandler(`return (await flagsmith.getEnvironmentFlags()).isFeatureEnabled('a');`)}`,
    inHandler(`const answer = await fetch('${agent}'); return answer.json();`),
    inHandler(`const answer = await fetch(\`${agent}?flag=\${event.flag}\`); return answer.json();`),
    `import { AppConfigDataClient, GetLatestConfigurationCommand } from '@aws-sdk/client-appconfigdata';\nconst client = new AppConfigDataClient({});\n${inHandler('return client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));')}`,
    {
      code: `${ld}await client.waitForInitialization({ timeout: 10 });`,
      message: /nothing starts while the flag service is down/,
    },
    `import { startUnleash } from 'unleash-client';\nasync function main() { const unleash = await startUnleash({ url, appName }); serve(unleash); }\nmain();`,
    `import { OpenFeature } from '@openfeature/server-sdk';\nawait OpenFeature.setProviderAndWait(provider);`,
    `import type { LDClient } from '@launchdarkly/node-server-sdk';\nexport class Flags { constructor(private client: LDClient) {}\n on(context) { return this.client.variation('a', context); } }`,
  ],
  sound: [
    `${ld}export const on = (context) => client.variation('checkout', context, false);`,
    `${ld}export const on = async (context) => (await client.variation('checkout', context)) ?? false;`,
    `${ld}export const on = async (context) => (await client.variation('checkout', context)) === true;`,
    `${openFeature}export const on = async () => flags.getBooleanValue('checkout', false);`,
    `${openFeature}export const on = async (safe) => flags.getStringValue('checkout', safe);`,
    // The library has a safe answer of its own.
    `import { isEnabled } from 'unleash-client';\nexport const on = () => isEnabled('checkout');`,
    `import { GrowthBook } from '@growthbook/growthbook';\nconst gb = new GrowthBook({});\nexport const on = () => gb.isOn('checkout');`,
    `import { SplitFactory } from '@splitsoftware/splitio';\nconst client = SplitFactory({ core }).client();\nexport const on = (id) => client.getTreatment(id, 'a') === 'on';`,
    `${flagsmith(', defaultFlagHandler: () => ({ enabled: false })')}${inHandler('return flagsmith.getEnvironmentFlags();')}`,
    // The error is caught, here or by the caller.
    `${appConfig}${inHandler(`try { return await getAppConfig('flags', ${options}); } catch { return defaults; }`)}`,
    `${appConfig}${inHandler(`return getAppConfig('flags', ${options}).catch(() => defaults);`)}`,
    `${appConfig}async function load() { return getAppConfig('flags', ${options}); }\n${inHandler('try { return await load(); } catch { return defaults; }')}`,
    `${appConfig}${inHandler(`const [flags] = await Promise.allSettled([getAppConfig('flags', ${options})]); return flags;`)}`,
    inHandler(`try { return await (await fetch('${agent}')).json(); } catch { return { checkout: false }; }`),
    `${ld}try { await client.waitForInitialization({ timeout: 10 }); } catch (error) { log(error); }`,
    // Scripts.
    { code: `${appConfig}await getAppConfig('flags', ${options});`, filename: 'scripts/flags.ts' },
    // Other things with such methods.
    `const client = new Map();\nexport const on = (key) => client.variation(key);`,
    `import { Client } from './own';\nexport const on = (key) => new Client().getValueAsync(key);`,
  ],
  undetermined: [
    `${appConfig}export const flags = () => getAppConfig('flags', ${options});`,
    `${ld}export const on = (...args) => client.variation(...args);`,
    `import { flagsmith } from './flagsmith';\nimport type { Flagsmith } from 'flagsmith-nodejs';\nexport const on = async (client: Flagsmith) => client.getEnvironmentFlags();`,
    `export const flags = async () => (await fetch('${agent}')).json();`,
  ],
});
