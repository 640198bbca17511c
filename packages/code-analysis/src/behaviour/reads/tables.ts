/** Tables that people fill by hand, and that users do not make longer. */
const small =
  /(?:config(?:uration)?|setting|flag|role|permission|plan|currenc(?:y|ies)|countr(?:y|ies)|language|locale|feature|region|chain|categor(?:y|ies)|type|tier|migration|version|provider|network|admin|plugin|schema|webhook|template|integration|connector|queue|rule|tag|label)s?$/i;

/** Records that use makes: of one owner there are ever more of them. */
const growing =
  /(?:(?:audit|log|webhook|calendar|analytics|domain|outbox|tracking)_?event|log|message|transaction|order|invoice|bill|payment|contact|notification|trigger|task|job|run|deployment|build|alert|incident|execution|attempt|histor(?:y|ies)|activit(?:y|ies)|audit|view|visit|click|hit|comment|repl(?:y|ies)|post|conversation|chat|subscriber|recipient|newsletter|customer|lead|ticket|record|reading|measurement|sample|vote|reaction|deliver(?:y|ies)|shipment|booking|reservation|appointment|journal|trade|transfer|submission|response|campaign|(?:playback|listening|chat|work)_?session|(?:audit|log|journal|ledger|time)_?entr(?:y|ies))s?$/i;

const suffix = /_?(?:repo(?:sitory)?|model|entit(?:y|ies)|table|collection|schema|service|dao)s?(?:\(.*\))?$/i;

const plain = (table: string): string => table.replace(/^\w+\./, '').replace(suffix, '');

/** True for a table that stays small whatever its users do, by its name. */
export const isSmallTable = (table: string): boolean => small.test(plain(table));

/** True for a table of which each owner has ever more rows, by its name. */
export const isGrowingTable = (table: string): boolean => growing.test(plain(table));
