import { suppress, type Preset, type Severity, type Suppression, type Verdict } from '@faultline/catalog';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation, Stage } from 'aws-cdk-lib';
import type { NagPackProps } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { acknowledgementsAround } from './acknowledgements.js';
import { appOf, readAppGraph, synthesize } from './app-graph.js';
import { joinCopies } from './copies.js';
import { writeEvidenceLater, type SettledFinding } from './evidence.js';
import { brokenRule, faultReport, unreadTemplate } from './internal-fault.js';
import { sayOnce } from './own-validation.js';
import { pathOf, violatingResource } from './violating-resource.js';
import { judge, type ResourceFinding } from '../judge.js';
import { NagPack } from './nag.js';
import { infrastructureRules } from '../rules/index.js';
import { nagId } from '../suppressions.js';
import type { Resource } from '../graph/graph.js';
import { version } from '../version.js';

type Standing = Pick<Verdict, 'status' | 'suppression'>;

interface Audit {
  readonly report: PolicyValidationPluginReport;
  readonly settled: readonly SettledFinding[];
}

/** Settings of the pack. */
export interface FaultlineChecksProps extends NagPackProps {
  /** `recommended` has the checks of high precision, `strict` all. Default: `recommended`. */
  readonly preset?: Preset;
  /** Severity of single checks, or `off`, by name: `{ 'lambda-timeout': 'error' }`. Runs them whatever the preset. */
  readonly checks?: Readonly<Record<string, Severity | 'off'>>;
  /** Whether `faultline.evidence.json` is written into the cloud assembly, which lists what passes as well. Default: true. */
  readonly evidenceFile?: boolean;
}

/**
 * The checks as a cdk-nag pack: `Validations.of(app).addPlugins(new FaultlineChecks(app))`.
 * It judges the templates of the whole app as one graph, and so sees a dead-letter queue in another stack.
 */
export class FaultlineChecks extends NagPack {
  readonly name = 'Faultline';
  override readonly version: string = version;
  override readonly ruleIds: string[] = infrastructureRules.map(({ meta }) => nagId(meta.name));
  private readonly preset: Preset;
  private readonly levels: Readonly<Record<string, Severity | 'off'>>;
  private readonly isVerbose: boolean;
  private readonly keepsEvidence: boolean;
  /** Versions of the CDK before 2.265 do not tell a plugin which app it validates. */
  private readonly scope: IConstruct | undefined;

  constructor(scope?: IConstruct, props: FaultlineChecksProps = {}) {
    super(scope, props);
    this.scope = scope;
    this.packName = 'Faultline';
    this.preset = props.preset ?? 'recommended';
    this.levels = props.checks ?? {};
    this.isVerbose = props.verbose ?? false;
    this.keepsEvidence = props.evidenceFile ?? true;
    const names = infrastructureRules.map(({ meta }) => meta.name);
    const wrong = Object.keys(this.levels).find((name) => !names.includes(name));
    if (wrong !== undefined) throw new Error(`Faultline has no check '${wrong}'. Checks are ${names.join(', ')}.`);
  }

  /** Called by the CDK after synthesis: the templates are written, and are read from there. Never throws. */
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    try {
      return this.validateApp(context);
    } catch (error) {
      return faultReport(error);
    }
  }

  /** Synthesizes the app of a construct and judges what is in the construct: for tests. */
  override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const app = appOf(scope);
    synthesize(app);
    return this.audit(app, [scope.node.path]).report;
  }

  private validateApp({
    appConstruct,
    stackTemplates,
  }: Partial<IPolicyValidationContext>): PolicyValidationPluginReport {
    const within = appConstruct ?? this.scope;
    if (within === undefined)
      throw new Error('this version of the CDK does not say which app is validated: write new FaultlineChecks(app)');
    const app = appOf(within);
    const stacks = stackTemplates?.map(({ stackConstructPath }) => stackConstructPath) ?? [within.node.path];
    const { report, settled } = this.audit(app, stacks);
    sayOnce(
      app,
      settled.flatMap(({ status, finding }) => (status === 'violation' ? finding : [])),
    );
    if (this.keepsEvidence) writeEvidenceLater(app.outdir, settled);
    return report;
  }

  protected override checkResource(): void {
    // Rules judge the graph of all stacks, never single constructs, so cdk-nag's walk is not used.
  }

  private audit(app: Stage, paths: readonly string[]): Audit {
    const { graph, unreadable } = readAppGraph(app);
    const today = new Date().toISOString().slice(0, 10);
    const { findings, failures } = judge(graph, ({ name, preset }) => {
      const level = this.levels[name];
      return level === undefined ? this.preset === 'strict' || preset === 'recommended' : level !== 'off';
    });
    const settled: SettledFinding[] = findings
      .filter(({ resource }) => isWithin(resource, paths))
      .map((finding) => {
        const outer = acknowledgementsAround(app, pathOf(finding.resource) ?? '', nagId(finding.rule.meta.name));
        const suppressions = [...finding.suppressions, ...outer];
        return { finding, ...suppress<Standing>({ status: finding.status }, suppressions, today) };
      });
    const violations = joinCopies(
      settled
        .filter(({ status }) => status === 'violation')
        .map(({ finding, suppression }) => this.violation(finding, suppression)),
    );
    violations.push(
      ...failures.map(({ rule, resource, error }) => brokenRule(rule, resource, error)),
      ...unreadable.map(({ path, message }) => unreadTemplate(path, message)),
    );
    const count = (wanted: string) => String(settled.filter(({ status }) => status === wanted).length);
    const open = settled.filter(({ status }) => status === 'undetermined').map(({ finding }) => inOneLine(finding));
    const report: PolicyValidationPluginReport = {
      success: !violations.some(({ severity }) => severity === 'error'),
      violations,
      pluginVersion: version,
      metadata: {
        compliant: count('compliant'),
        undetermined: count('undetermined'),
        suppressed: count('suppressed'),
        ...(this.isVerbose && open.length > 0 && { 'could not be decided': open.join('\n') }),
      },
    };
    return { report, settled };
  }

  private violation(finding: ResourceFinding, expired: Suppression | undefined): PolicyViolation {
    const { rule, resource, message, property } = finding;
    const { meta } = rule;
    const level = this.levels[meta.name];
    const severity = level === undefined || level === 'off' ? (finding.severity ?? meta.severity) : level;
    const source = sourceOf(resource);
    const ended = expired?.until === undefined ? '' : ` Its acknowledgement ended on ${expired.until}.`;
    return {
      ruleName: nagId(meta.name),
      description: `${message}${ended}${this.isVerbose ? ` ${meta.why}` : ''}`,
      fix: meta.fix,
      severity: severity === 'note' ? 'info' : severity,
      ruleMetadata: {
        check: meta.name,
        bestPractice: meta.bestPractice,
        ...(source !== undefined && { source }),
      },
      violatingResources: [violatingResource(resource, property)],
    };
  }
}

function isWithin(resource: Resource, paths: readonly string[]): boolean {
  const path = pathOf(resource);
  return path === undefined || paths.some((outer) => outer === '' || path === outer || path.startsWith(`${outer}/`));
}

/** Where the user made the construct: `lib/orders.ts:12:5`. */
function sourceOf(resource: Resource): string | undefined {
  const source = resource.trace?.source;
  return source && `${source.file}:${source.line}:${source.column}`;
}

function inOneLine({ rule, resource, message }: ResourceFinding): string {
  return `${nagId(rule.meta.name)} ${pathOf(resource) ?? resource.logicalId}: ${message}`;
}
