export * from './best-practices.js';
export * from './person-questions.js';
export * from './check.js';
export * from './verdict.js';
export * from './results.js';
export * from './maturity.js';
export * from './suppressions.js';
export * from './gate.js';
