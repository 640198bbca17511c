/** Methods of clients that answer with one page of a list. */
export interface ListApi {
  /** Name of the package, or how it begins. */
  readonly module: RegExp;
  /** The end of the callee, such as `databases.query`. */
  readonly method: RegExp;
  /** Members of the input that take up the list where the last page ended. */
  readonly starts: readonly string[];
  /** Member of the input with the size of a page. */
  readonly size: string;
}

/**
 * Sources: the references of the services and the published types of @notionhq/client 5, stripe 19, @slack/web-api 7,
 * googleapis 166, @octokit/rest 22.
 */
export const listApis: readonly ListApi[] = [
  {
    module: /^@notionhq\/client$/,
    method: /(^|\.)(search|(databases|dataSources)\.query|blocks\.children\.list|users\.list|comments\.list)$/,
    starts: ['start_cursor'],
    size: 'page_size',
  },
  {
    module: /^stripe$/,
    method: /\.(list|search|listLineItems)$/,
    starts: ['starting_after', 'ending_before', 'page'],
    size: 'limit',
  },
  {
    module: /^@slack\/(web-api|bolt)$/,
    method: /\.(conversations|users|usergroups|channels)\.(list|members|conversations)$/,
    starts: ['cursor'],
    size: 'limit',
  },
  {
    module: /^(googleapis|@googleapis\/)/,
    method: /\.(files|events|messages|threads|permissions|users|groups|members|calendarList|contacts|labels)\.list$/,
    starts: ['pageToken'],
    size: 'pageSize',
  },
  {
    module: /^(@octokit\/|octokit$|@actions\/github$|probot$)/,
    method: /\.(rest|repos|issues|pulls|actions|orgs|teams|apps|checks|users)\.list\w*$/,
    starts: ['page'],
    size: 'per_page',
  },
];

/** Names under which APIs over HTTP take the size of a page. */
export const pageSizeNames = /^(page_?size|per_?page|max_?results)$/i;

/** Names under which they take where a page begins. */
export const pageStartNames =
  /^(page|page_?(number|num|no|index|token)|offset|skip|start|start_?(at|index|cursor)|cursor|after|starting_after|next\w*|continuation\w*)$/i;
