/** Hosts under which nobody but the public or this machine is reached, or that documentation uses as examples. */
const anywhere =
  /^(localhost|127\.|0\.0\.0\.0$|\[?::1\]?$|\[?::\]?$|169\.254\.|host\.docker\.internal$|lambdalocal|example\.(com|org|net)$)|\.(localhost|example|test|invalid)$|\.example\.(com|org|net)$/i;

/**
 * Hosts that a platform makes up when something is deployed: their names change with the next deployment, account or
 * region. Sources: the guides of API Gateway, Lambda, Elastic Load Balancing, RDS, ElastiCache, OpenSearch, CloudFront,
 * Heroku, Render, Vercel, Netlify, Fly, Railway, Azure App Service, Cloud Run, and Kubernetes.
 */
const generated =
  /\.(execute-api|elb|rds|cache|docdb|neptune|es|aoss|lambda-url|mq|kafka|redshift|elasticbeanstalk|appsync-api|appsync-realtime-api|compute|eb|awsapprunner)\.[\w.-]*(amazonaws\.com(\.cn)?|on\.aws)$|\.(cloudfront\.net|herokuapp\.com|onrender\.com|vercel\.app|netlify\.app|fly\.dev|railway\.app|azurewebsites\.net|cloudapp\.azure\.com|run\.app|cloudfunctions\.net|appspot\.com|ngrok(-free)?\.(io|app|dev)|trycloudflare\.com|svc\.cluster\.local|svc|internal|lan|corp|intranet)$/i;

const address = /^(\d{1,3}\.){3}\d{1,3}$/;

/** What the name of a host says by itself; `named` is a host like any other. */
export function hostKind(host: string): 'anywhere' | 'address' | 'generated' | 'named' {
  if (anywhere.test(host)) return 'anywhere';
  if (address.test(host)) return 'address';
  return generated.test(host) ? 'generated' : 'named';
}

/** Second-level names of services whose public addresses are a part of their interface. */
export const publicServices: ReadonlySet<string> = new Set(
  `airtable algolia anthropic apple asana atlassian auth0 azure bitbucket box brevo calendly cloudflare cohere contentful
  coinbase coingecko datadoghq deepl digitalocean discord docker docusign dropbox elevenlabs facebook figma
  github githubusercontent gitlab google googleapis groq gravatar graph hcaptcha hubapi hubspot huggingface instagram intercom
  ipify jsdelivr linear linkedin mailchimp mailgun mapbox microsoft microsoftonline mistral mixpanel netlify newrelic nodejs
  notion npmjs nuget okta openai openrouter openstreetmap openweathermap pagerduty paypal perplexity pipedrive plaid
  postmarkapp posthog pwnedpasswords pypi reddit resend salesforce segment sendgrid sentry shopify slack sendinblue spotify squareup
  stripe supabase telegram tiktok trello twilio twitch twitter typeform unpkg unsplash vercel whatsapp wikipedia wikimedia
  wordpress x youtube zapier zendesk zoom`.split(/\s+/),
);
