import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { anyOf, isWritten, type Answer } from '../answers.js';
import { referenced } from '../referenced.js';

/**
 * Whether a web ACL blocks clients that send too much: `yes`; `counting` when its rate rules only count; `no` when it
 * has none; `unknown` when rules that are not in view may do it.
 */
export type RateLimit = Answer | 'counting';

/** What a rule may do with a client above the rate that keeps its request away. */
const STOPPING = ['Block', 'Captcha', 'Challenge'];
/** Groups of AWS that look at what a request is, not at how many there are: AWS WAF developer guide, rule groups list. */
const WITHOUT_RATES =
  /^AWSManagedRules(?:CommonRuleSet|AdminProtectionRuleSet|KnownBadInputsRuleSet|SQLiRuleSet|LinuxRuleSet|UnixRuleSet|WindowsRuleSet|PHPRuleSet|WordPressRuleSet|AmazonIpReputationList|AnonymousIpList)$/;

/**
 * Bot Control: the common level looks at requests one by one, the targeted one counts them as well. A group without a
 * level stays open. AWS WAF developer guide, Bot Control rule group.
 */
const BOT_CONTROL = 'AWSManagedRulesBotControlRuleSet';

const known = new WeakMap<Resource, RateLimit>();

/** Whether the rules of a web ACL, or of a rule group, limit the rate of a client. */
export function rateLimitOf(acl: Resource): RateLimit {
  let limit = known.get(acl);
  if (limit === undefined) known.set(acl, (limit = judgeRules(acl)));
  return limit;
}

function judgeRules(acl: Resource): RateLimit {
  const rules = acl.indexes('Rules');
  return rules ? strongest(rules.map((index) => judgeRule(acl, ['Rules', String(index)]))) : 'unknown';
}

function judgeRule(acl: Resource, rule: readonly string[]): RateLimit {
  const statement = [...rule, 'Statement'];
  const isRateBased = isWritten(acl.get([...statement, 'RateBasedStatement']));
  if (isRateBased === 'yes') return actionOf(acl, rule);
  if (isRateBased === 'unknown') return 'unknown';
  const group = acl.get([...statement, 'RuleGroupReferenceStatement', 'Arn']);
  if (group.kind !== 'absent') {
    const [seen] = referenced(group, 'AWS::WAFv2::RuleGroup');
    return weakened(seen && seen !== acl ? rateLimitOf(seen) : 'unknown', acl, rule);
  }
  const managed = [...statement, 'ManagedRuleGroupStatement'];
  if (acl.get(managed).kind === 'absent') return 'no';
  return countsNothing(acl, managed) ? 'no' : weakened('unknown', acl, rule);
}

/** Whether a managed group surely has no rule that looks at rates. */
function countsNothing(acl: Resource, managed: readonly string[]): boolean {
  const name = asString(acl.get([...managed, 'Name']));
  if (asString(acl.get([...managed, 'VendorName'])) !== 'AWS' || name === undefined) return false;
  if (name !== BOT_CONTROL) return WITHOUT_RATES.test(name);
  const level = (index: number) =>
    asString(acl.get([...managed, 'ManagedRuleGroupConfigs', String(index), BOT_CONTROL, 'InspectionLevel']));
  const configs = acl.indexes([...managed, 'ManagedRuleGroupConfigs']) ?? [];
  return configs.length > 0 && configs.every((index) => level(index) === 'COMMON');
}

function actionOf(acl: Resource, rule: readonly string[]): RateLimit {
  const stops = anyOf(STOPPING.map((action) => isWritten(acl.get([...rule, 'Action', action]))));
  return stops === 'no' ? 'counting' : stops;
}

/** A group whose results are overridden to counting stops nobody. */
function weakened(limit: RateLimit, acl: Resource, rule: readonly string[]): RateLimit {
  if (limit === 'no') return limit;
  const counts = isWritten(acl.get([...rule, 'OverrideAction', 'Count']));
  return counts === 'yes' ? 'counting' : counts === 'unknown' ? 'unknown' : limit;
}

const STRENGTH: readonly RateLimit[] = ['yes', 'unknown', 'counting', 'no'];

/** The best of several limits; one that is not known may be better than one that only counts. */
export function strongest(limits: readonly RateLimit[]): RateLimit {
  return STRENGTH.find((limit) => limits.includes(limit)) ?? 'no';
}
