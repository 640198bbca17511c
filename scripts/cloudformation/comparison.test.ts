import { describe, expect, it } from 'vitest';
import { compare } from './comparison.js';
import { typesIn } from './resource-types.js';
import type { SeenTypes } from './seen.js';

const module = (structures: string, more = '') => `
/**
 * Holds messages.
 *
 * @cloudformationResource AWS::Sample::Box
 */
export declare class CfnBox extends cdk.CfnResource { readonly name: string; }
export declare namespace CfnBox { ${structures} }
/** Properties for defining a \`CfnBox\` */
export interface CfnBoxProps {
  /**
   * The name.
   *
   * @see http://example.com
   */
  readonly boxName: string;
  readonly kmsArn?: string;
  ${more}
}
export interface CfnOtherHelper { readonly ignored: string; }`;
const script =
  'function convertCfnBoxPropsToCloudFormation(properties){return x?({BoxName:cdk().stringToCloudFormation(properties.boxName),' +
  'KMSArn:cdk().unionMapper([a,b],[c,d])(properties.kmsArn)}):properties}' +
  'function convertCfnBoxRetryPolicyPropertyToCloudFormation(properties){return{MaxAttempts:f(properties.maxAttempts)}}';
const retry = `interface RetryPolicyProperty {
  /** How often a message is tried again. */
  readonly maxAttempts?: number;
}`;
const seen: SeenTypes = new Map([['AWS::Sample::Box', new Set(['BoxName', 'KMSArn'])]]);

describe('reading generated modules', () => {
  it('finds the properties of a type and of its structures as CloudFormation spells them', () => {
    expect(typesIn(module(retry), script)).toEqual([
      {
        name: 'AWS::Sample::Box',
        properties: new Map([
          ['RetryPolicy.MaxAttempts', 'How often a message is tried again.'],
          ['BoxName', 'The name.'],
          ['KMSArn', ''],
        ]),
      },
    ]);
  });
  it('guesses a spelling that the script does not have', () => {
    expect([...(typesIn(module(''), '')[0]?.properties.keys() ?? [])]).toEqual(['BoxName', 'KmsArn']);
  });
});

describe('comparing with what was seen', () => {
  const drift = (structures: string, more?: string) => compare(seen, typesIn(module(structures, more), script));

  it('finds nothing where nothing changed', () => {
    expect(drift('')).toEqual({ types: [], properties: [], gone: [] });
  });
  it('tells a new property with its text, and whether it bears on reliability', () => {
    expect(drift(retry, '/** A label. */ readonly label?: string;').properties).toEqual([
      {
        type: 'AWS::Sample::Box',
        property: 'RetryPolicy.MaxAttempts',
        text: 'How often a message is tried again.',
        bears: true,
      },
      { type: 'AWS::Sample::Box', property: 'Label', text: 'A label.', bears: false },
    ]);
  });
  it('tells a new type once, with what bears on reliability in it', () => {
    const { types, properties } = compare(new Map(), typesIn(module(retry), script));
    expect(types).toEqual([
      {
        type: 'AWS::Sample::Box',
        text: 'RetryPolicy.MaxAttempts: How often a message is tried again.',
        bears: true,
      },
    ]);
    expect(properties).toEqual([]);
  });
  it('tells what is gone', () => {
    const more: SeenTypes = new Map([
      ['AWS::Sample::Box', new Set(['BoxName', 'KMSArn', 'Old'])],
      ['AWS::Sample::Topic', new Set(['Name'])],
    ]);
    expect(compare(more, typesIn(module(''), script)).gone).toEqual(['AWS::Sample::Box Old', 'AWS::Sample::Topic']);
  });
});
