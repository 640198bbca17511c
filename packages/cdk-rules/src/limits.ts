/**
 * Where the reading of a template ends, all bounds in one place. Each lies far above what CloudFormation deploys (1 MB of template,
 * 500 resources, 51,200 bytes of a parameter), so that only what was written to exhaust the reader comes near.
 * What lies beyond a bound is `undetermined` or not read at all, and is told as not analysed.
 */
export const LIMITS = {
  /** Mappings and lists around a value; keeps every recursive step far from the end of the stack. */
  nesting: 250,
  /** Values that aliases and merge keys of YAML may add to a template. */
  aliasedValues: 100_000,
  /** Values that loops may make in one template, long text counted as several. */
  loopValues: 20_000,
  /** Loops in loops. */
  loopNesting: 5,
  /** Members of globals that are merged into a resource. */
  mergedMembers: 1_000,
  /** Elements of a list that are gone through one by one. */
  elements: 5_000,
  /** Members of a mapping that are gone through one by one. */
  members: 10_000,
  /** References, and values that hold values, on the way to what a value comes to. */
  references: 100,
  /** Steps to resolve one value. */
  valueSteps: 20_000,
  /** Steps to resolve all values of one template: for each character of its text, and for the shortest one. */
  templateSteps: { perCharacter: 2, atLeast: 500_000 },
  /** Characters of a text that is put together. A definition of a state machine may have as many. */
  text: 1_048_576,
  /** Characters of such a text that take one step. */
  textPerStep: 64,
  /** Outcomes of one value; nested conditions multiply. */
  branches: 64,
  /** Texts that the conditions inside of one text may lead to. */
  texts: 16,
  /** Combinations of conditions that a resource is judged under. */
  combinations: 256,
  /** Things of one name that are told apart. */
  namesakes: 100,
  /** States of one state machine, nested ones included. */
  states: 10_000,
  /** Aliases, versions and mappings between a reference and the resource that it means. */
  qualifiers: 5,
  /** Functions that one function may invoke and that are told one by one. */
  calledFunctions: 20,
  /** Workflows that wait for workflows, on one path. */
  callers: 5,
  /** Assemblies in assemblies. */
  assemblies: 10,
  /** Values of one template that are told as not analysed for lack of steps; the rest is summed up. */
  toldValues: 20,
} as const;
