import type { WhereItRuns } from './types.js';

/**
 * Folders and names of what helps tests. What lies in `test/` or is named `x.test.ts` is not among them: hosts leave that
 * out by themselves, unless somebody asked for it or production code imports it.
 */
const tests =
  /(?:^|\/)(?:cypress|playwright|(?:integration|unit|functional|acceptance|load|smoke|contract|api|e2e)-?tests?|test-?(?:utils?|helpers?|support|setup|fixtures|lib|kit|harness))\/|\.(?:stories|cy)\.[^/]+$|(?:^|\/)(?:(?:jest|vitest|test|tests|mocha)[-._]?(?:setup|helpers?|utils?|env(?:ironment)?)|(?:setup|global-?setup|global-?teardown)[-._]?(?:jest|vitest|tests?)?|setupTests|playwright-?(?:helpers?|utils?))\.[cm]?[jt]sx?$/i;
/** `setup.ts` alone may set up anything. */
const plainSetup = /(?:^|\/)setup\.[cm]?[jt]sx?$/i;

const migrations =
  /(?:^|\/)(?:(?:db|data|database|schema|sql|knex|typeorm|sequelize)-?)?migrations?(?:-scripts?)?\/|\.migration\.[cm]?[jt]s$|(?:^|\/)migrate[-\w.]*\.[cm]?[jt]s$/i;
const seeds = /(?:^|\/)(?:seeds?|seeders)\/|(?:^|\/)(?:[\w-]+[-.])?(?:seed|seeder)\.[cm]?[jt]s$/i;
const scripts = /(?:^|\/)(?:(?:[\w-]+-)?scripts?|bin|benchmarks?|examples?|\.github|cli)\//;
const build =
  /(?:^|\/)(?:(?:vite|vitest|vitepress|webpack|rollup|rspack|rsbuild|esbuild|tsup|tsdown|unbuild|jest|babel|postcss|tailwind|next|nuxt|svelte|astro|remix|eslint|prettier|stylelint|commitlint|lint-staged|playwright|cypress|metro|drizzle|prisma|turbo|release|semantic-release|changelog|typedoc)[-.\w]*\.(?:config|conf)|gulpfile|gruntfile|knexfile|\.eslintrc|\.pnpmfile)(?:\.[\w-]+)?\.[cm]?[jt]s$/i;

/** Where the folders and the name of a file say that it runs. @param path below the project, with forward slashes */
export function byPath(path: string): WhereItRuns | undefined {
  if (build.test(path)) return { where: 'build', because: 'its name says that it is the settings of a tool' };
  if (tests.test(path) && !plainSetup.test(path))
    return { where: 'tests', because: 'its path says that it is for tests' };
  if (migrations.test(path)) return { where: 'migration', because: 'its path says that it is a migration' };
  if (seeds.test(path)) return { where: 'seed', because: 'its path says that it fills a database for a start' };
  return scripts.test(path) ? { where: 'script', because: 'its path says that it is a script' } : undefined;
}

/** A folder of tools: those of the people who work on the project, or those that it gives to a language model. */
export const isInToolFolder = (path: string): boolean => /(?:^|\/)tools?\//.test(path);

/** Folders of a page's package whose code runs on a server all the same, such as the functions of a host of pages. */
const serverFolders =
  /(?:^|\/)(?:server|api|backend|functions|lambdas?|netlify|supabase|edge-functions|workers?|jobs)\//;

export const isInServerFolder = (path: string): boolean => serverFolders.test(path);

/** What a page loads as it is: plain JavaScript in a folder that is served. */
export const isServedAsItIs = (path: string): boolean =>
  /(?:^|\/)(?:public|static|wwwroot|webroot)\/(?:.*\/)?[^/]+\.m?js$/.test(path);
