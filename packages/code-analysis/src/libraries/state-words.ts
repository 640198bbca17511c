/** Words in the names of variables that say what is kept in them. Each word of a name is tested by itself, in lower case. */

/** Live connections, timers, metrics and registries, which belong to a process. */
export const ofTheProcess =
  /^(web)?sockets?$|^conn(ection)?s?$|^clients?$|^peers?$|^rooms?$|^channels?$|^subscri|^listen|^observ|^streams?$|^transports?$|^emitters?$|^workers?$|^timers?$|^timeouts?$|^intervals?$|^controllers?$|^abort|^pending$|^in_?flight$|^flight$|^resolvers?$|^callbacks?$|^waiters?$|^waiting$|^instances?$|^pools?$|^servers?$|^browsers?$|^process(es)?$|^watchers?$|^prox(y|ies)$|^regist|^handlers?$|^plugins?$|^middlewares?$|^hooks?$|^routes?$|^schemas?$|^templates?$|^models?$|^log(s|gers?|ged)?$|^metrics?$|^stat(s|istics)?$|^trac(e|es|ers?)$|^spans?$|^warn|^buffers?$|^queues?$|^batch(es)?$|^providers?$|^factor(y|ies)$|^adapters?$|^drivers?$/;

/** Counters of failures, measurements and turns, which may differ from process to process. */
export const countsForOthers =
  /^fail|^err|^retr|^attempt|^metrics?$|^stat|^hits?$|^miss|^elapsed$|^ind(ex|ices)$|^idx$|^cursor$|^robin$|^seq|^trace|^log/;

/** What a user began with one request and goes on with in the next. */
export const sessions =
  /^sessions?$|^login|^otps?$|^verif|^csrf$|^nonces?$|^pkce$|^challenges?$|^refresh$|^magic$|^conversations?$|^carts?$|^baskets?$/;

/** What limits how often something is done. */
export const limits =
  /^rates?$|^limit|^throttl|^quotas?$|^cool(down)?s?$|^buckets?$|^attempts?$|^requests?$|^hits$|^last$/;

/** Values that can be worked out again. */
export const caching = /^cach(e|es|ed)$|^memo(s|ized|ised)?$/;

/** Flags about the life of the process itself. */
export const ofTheStart =
  /^init|^load|^connect|^warm|^ready$|^shut|^clos|^stop|^refresh|^start|^destroy|^drain|^regist|^configured$|^setup$/;

/** What is said or set up once in each process. */
export const onceOnly = /^warn|^log|^report|^deprecat|^regist|^visited$|^announced$|^printed$/;

/** Ids that are for logs, so that two processes may give the same. */
export const idsOfMessages = /^(req|request|trace|msg|message|correlation|connection|log)$/;

/** The words of a name, in lower case; of a dotted one those of its last part. */
export function wordsOf(name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** True when one of the words is a wanted one. */
export function says(words: readonly string[], wanted: RegExp): boolean {
  return words.some((word) => wanted.test(word));
}
