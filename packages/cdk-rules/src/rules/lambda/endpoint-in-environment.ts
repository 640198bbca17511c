import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { branches } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Hosts that belong to one deployment: they change when what stands behind them is made anew. */
const DEPLOYED_HOST =
  /\.execute-api\.[\w-]+\.amazonaws\.com|\.elb\.(?:[\w-]+\.)?amazonaws\.com|\.lambda-url\.[\w-]+\.on\.aws|ec2-[\d-]+\..*amazonaws\.com|\.compute(?:-1)?\.(?:amazonaws\.com|internal)|\.rds\.amazonaws\.com|\.cache\.amazonaws\.com|\.cloudfront\.net/i;
/** Private and public IPv4 addresses as the host of an address, with or without scheme and port. */
const IP = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?((?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?(?:\/|$)/i;
/** Addresses that mean this machine, every machine, or a service beside the function. */
const LOCAL = /^(?:127\.|0\.0\.0\.0|169\.254\.|255\.)/;
/** Attributes of single machines. */
const MACHINE = ['PrivateIp', 'PublicIp', 'PrivateDnsName', 'PublicDnsName'];
const repair = 'Refer to the resource, or look the address up at run time by a name that stays.';

/** Objects to functions that are told where one machine or one deployment is. */
export const endpointInEnvironment: InfrastructureRule = {
  meta: {
    name: 'endpoint-in-environment',
    bestPractice: 'REL04-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'The environment of a function names no single machine and no literal endpoint of another deployment',
    why:
      'An address that is written down ties the function to one machine or one deployment. When that is replaced, moved or ' +
      'failed over, the function goes on calling the old place until somebody deploys it again.',
    fix: 'Refer to the resource in the template, use a DNS name of your own or service discovery, or a parameter that is read at run time.',
    sources: [practiceSource('REL04-BP02')],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda): Finding | readonly Finding[] | undefined {
    const names = lambda.keys('Environment.Variables') ?? [];
    const faults = names.flatMap((name) => judgeVariable(lambda, name) ?? []);
    if (faults.length > 0) return faults;
    return names.length > 0
      ? { status: 'compliant', message: 'Its environment names no fixed endpoint.', property: 'Environment.Variables' }
      : undefined;
  },
};

function judgeVariable(lambda: Resource, name: string): Finding | undefined {
  const outcomes = branches(lambda.get(['Environment', 'Variables', name])).map(({ value }) => faultOf(name, value));
  const [fault] = outcomes;
  if (!fault || outcomes.includes(undefined)) return undefined;
  return { status: 'violation', message: `${fault} ${repair}`, property: `Environment.Variables.${name}` };
}

function faultOf(name: string, value: Value): string | undefined {
  if (value.kind === 'reference') {
    return value.resource.type === 'AWS::EC2::Instance' && MACHINE.includes(value.attribute ?? '')
      ? `${name} holds the address of the single machine ${value.resource.logicalId}, so the function fails with it.`
      : undefined;
  }
  // The default of a parameter is an example; each deployment may give its own.
  if (value.kind !== 'known' || value.assumed !== undefined || typeof value.value !== 'string') return undefined;
  const text = value.value.trim().slice(0, 500);
  if (text.includes('${')) return undefined;
  const address = IP.exec(text)?.[1];
  if (address !== undefined && !LOCAL.test(address) && isAddress(address)) {
    return `${name} holds the literal address ${address}, so the function calls the old place when the machine is replaced.`;
  }
  return DEPLOYED_HOST.test(text)
    ? `${name} holds the literal endpoint of one deployment, so the function calls the old place when that is made anew.`
    : undefined;
}

/** Four numbers with dots are a version as well; an address has none above 255, and does not begin with 0. */
const isAddress = (text: string) => !text.startsWith('0') && text.split('.').every((part) => Number(part) <= 255);
