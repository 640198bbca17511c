import { memberName, type Node } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { statements } from '../mutations/sql.js';
import { chainText, isPrisma } from '../mutations/stores.js';

const words =
  /\.(create\w*|update\w*|upsert|insert\w*|save|replaceOne|bulkWrite|findOneAnd\w+|findByIdAnd\w+|cancel)\b|insert\s+into|update\s+[\w."`]+\s+set/i;
const prisma = /^(create|createMany|createManyAndReturn|update|updateMany|upsert)$/;
const mongo =
  /^(insertOne|insertMany|updateOne|updateMany|replaceOne|bulkWrite|findOneAndUpdate|findOneAndReplace|findByIdAndUpdate)$/;
const repository = /repo(sitory)?\.(save|insert|update|upsert)$/i;
const builder = /(^|\.)(db|tx|trx|knex\w*|database)\.(insert|insertInto|update|updateTable)$/;
const service = /(^|\.)stripe\w*\..+\.(create|update|cancel|capture|confirm|pay)$/i;

/** Calls by which mappers, drivers and payment services change what the other side keeps, whatever the change is. */
export function storingCalls(file: FileContext): readonly Node[] {
  if (!words.test(file.source.text)) return [];
  const called = file.calls.filter((call) => call.type === 'CallExpression' && isStoring(file, call));
  const written = statements(file, /^\s*(insert|update|merge|replace)\s/i).map(({ node }) => node);
  return [...called, ...written.filter(({ type }) => type === 'CallExpression')];
}

function isStoring(file: FileContext, call: Call): boolean {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (method === undefined || call.arguments.length === 0) return false;
  if (mongo.test(method) || (prisma.test(method) && isPrisma(file, call))) return true;
  const text = calleeText(callee, file.source.text);
  if (repository.test(text) || service.test(text)) return true;
  return builder.test(text) && /\.(values|set)\(/.test(chainText(file, call));
}
