const peers = ['constructs', 'aws-cdk-lib', 'cdk-nag'];

/**
 * Loads what the pack builds on, so that a missing package is told in one sentence.
 * @throws {Error} which names the package that is not installed
 */
export function requirePeers(load: (name: string) => unknown): void {
  for (const name of peers) {
    try {
      load(name);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'MODULE_NOT_FOUND' || !message.includes(`'${name}'`)) throw error;
      throw new Error(
        `@faultline/cdk-rules needs ${name}, which is not installed: run "npm install ${peers.join(' ')}", or import ` +
          '@faultline/cdk-rules/analysis, which judges templates without the CDK.',
        { cause: error },
      );
    }
  }
}
